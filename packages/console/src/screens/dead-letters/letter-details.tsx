import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { Awaited } from '../../ui/awaited.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { CopyText } from '../../ui/copy-text.js';
import { JsonView } from '../../ui/json-view.js';
import { Facts } from '../../ui/page.js';
import { SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { useAct } from '../../ui/use-act.js';
import { type Letter, listsOf, type Service } from './dead-letters.js';
import { LetterEditor } from './letter-editor.js';

interface LetterDetailsProps {
  readonly service: Service;
  readonly id: string;
  readonly onClose: () => void;
}

export function LetterDetails({ service, id, onClose }: LetterDetailsProps) {
  const letter = useQuery({
    queryKey: ['dead-letters', service, 'letter', id],
    queryFn: () =>
      answered(api.GET('/v1/operations/{service}/dead-letters/{id}', { params: { path: { service, id } } })),
  });
  return (
    <SidePanel title="Dead letter" onClose={onClose}>
      <div className="flex flex-col gap-5 p-4">
        {!letter.isSuccess && <Awaited query={letter} lines={6} />}
        {letter.data && <Shown service={service} letter={letter.data} onClose={onClose} />}
      </div>
    </SidePanel>
  );
}

function Shown({ service, letter, onClose }: { service: Service; letter: Letter; onClose: () => void }) {
  const [discarding, setDiscarding] = useState(false);
  const { id, type, tenantId, status, reason, error, attempts, receivedAt, event, headers, history } = letter;
  const correlationId = textOf(event, 'correlationid');
  const discard = useAct(
    async (why: string) => {
      await answered(
        api.POST('/v1/operations/{service}/dead-letters/{id}/discard', {
          params: { path: { service, id } },
          body: { reason: why },
        }),
      );
      onClose();
    },
    { done: 'Message discarded.', refresh: listsOf(service), quiet: true },
  );
  return (
    <>
      <Facts
        facts={[
          ['State', <StateBadge key="state" state={status} />],
          ['Reason', reason ?? '–'],
          ['Error', error ?? '–'],
          [
            'Type',
            <code key="type" className="text-xs">
              {type}
            </code>,
          ],
          ['Id', <CopyText key="id" text={id} />],
          ['Tenant', tenantId ? <CopyText key="tenant" text={tenantId} /> : '–'],
          ['Received', <Moment key="received" at={receivedAt} />],
          ['Attempts', String(attempts)],
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {correlationId && (
          <Link to="/traces/$correlationId" params={{ correlationId }} className={buttonClass()}>
            Open its trace
          </Link>
        )}
        {status === 'dead' && (
          <Button look="quiet" onClick={() => setDiscarding(true)}>
            Discard
          </Button>
        )}
      </div>
      {history.length > 0 && (
        <section>
          <h3 className="mb-1.5 text-xs font-medium text-faint">History</h3>
          <ol className="divide-y">
            {history.map(({ at, what, actor, error: failure }) => (
              <li key={`${at} ${what}`} className="py-1.5 text-[13px]">
                <p className="flex flex-wrap items-center gap-x-2">
                  <StateBadge state={what} />
                  {actor && <ActorName actor={actor} />}
                  <span className="ml-auto text-xs text-faint">
                    <Moment at={at} />
                  </span>
                </p>
                {failure && <p className="mt-1 break-words text-muted">{failure}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <LetterEditor service={service} id={id} event={event} open={status === 'dead'} onReplayed={onClose} />
      {headers && (
        <section>
          <h3 className="mb-1.5 text-xs font-medium text-faint">Headers</h3>
          <JsonView value={headers} />
        </section>
      )}
      {discarding && (
        <Confirm
          title="Discard this message?"
          action="Discard"
          danger
          withReason
          onConfirm={(why) => discard.mutateAsync(why)}
          onClose={() => setDiscarding(false)}
        >
          {service} will not process it. The message is kept with your reason, but can no longer be replayed.
        </Confirm>
      )}
    </>
  );
}

function textOf(event: unknown, member: string): string | undefined {
  const value = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[member] : undefined;
  return typeof value === 'string' ? value : undefined;
}
