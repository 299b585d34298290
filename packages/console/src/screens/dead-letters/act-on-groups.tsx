import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { shortId } from '../../ui/copy-text.js';
import { Dialog } from '../../ui/dialog.js';
import { counted } from '../../ui/numbers.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Notice } from '../../ui/states.js';
import { shortType } from '../traces/trace-model.js';
import { type Group, listsOf } from './dead-letters.js';

export type Act = 'replay' | 'discard';
type Outcome = components['schemas']['Outcomes']['outcomes'][number];

interface ActOnGroupsProps {
  readonly act: Act;
  readonly groups: readonly Group[];
  /** None of their letters is dead any more. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Performed {
  readonly outcomes: readonly Outcome[];
  /** Why the groups behind these were left as they are. */
  readonly error?: unknown;
}

/**
 * One act on whole groups, one group after the other. A group that has more letters meanwhile, or fewer, is left as it
 * is, with all behind it. Then the outcome of each letter.
 */
export function ActOnGroups({ act, groups, onDone, onClose }: ActOnGroupsProps) {
  const queries = useQueryClient();
  const [performed, setPerformed] = useState<Performed>();
  const done = useRef(false);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const perform = async (reason: string): Promise<void> => {
    const outcomes: Outcome[] = [];
    let error: unknown;
    for (const group of groups) {
      try {
        outcomes.push(...(await actOn(group, act, reason)));
      } catch (failure) {
        if (outcomes.length === 0) throw failure;
        error = failure;
        break;
      }
    }
    done.current = true;
    setPerformed({ outcomes, error });
    onDone();
    const services = [...new Set(groups.map(({ service }) => service))];
    await Promise.all(services.flatMap(listsOf).map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  if (performed) return <OutcomeList act={act} performed={performed} onClose={onClose} />;
  const what = counted(count, 'message');
  return (
    <Confirm
      title={act === 'replay' ? `Replay ${what}?` : `Discard ${what}?`}
      action={act === 'replay' ? `Replay ${count}` : `Discard ${count}`}
      danger={act === 'discard'}
      withReason={act === 'discard'}
      onConfirm={perform}
      onClose={() => done.current || onClose()}
    >
      <p>
        {act === 'replay'
          ? 'They go again, in order, to the service that gave them up and to no other. Those that fail again return here.'
          : 'The service will not process them. They are kept with your reason, but can no longer be replayed.'}
      </p>
      <ul className="mt-2 list-disc pl-5">
        {groups.map(({ service, type, reason, count: letters }) => (
          <li key={`${service} ${type} ${reason}`}>
            {letters} × {shortType(type)} at {service}
          </li>
        ))}
      </ul>
    </Confirm>
  );
}

async function actOn({ service, type, reason, count }: Group, act: Act, why: string): Promise<readonly Outcome[]> {
  const params = { path: { service } };
  const body = { filter: { type, ...(reason === null ? {} : { reason }) }, expectedCount: count };
  const { outcomes } = await (act === 'replay'
    ? answered(api.POST('/v1/operations/{service}/dead-letters/replay', { params, body }))
    : answered(api.POST('/v1/operations/{service}/dead-letters/discard', { params, body: { ...body, reason: why } })));
  return outcomes;
}

function OutcomeList({ act, performed, onClose }: { act: Act; performed: Performed; onClose: () => void }) {
  return (
    <Dialog
      title={act === 'replay' ? 'Replayed' : 'Discarded'}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {performed.error !== undefined && (
        <Notice error={performed.error}>The remaining groups were left untouched.</Notice>
      )}
      <ul className="divide-y">
        {performed.outcomes.map(({ id, outcome }) => (
          <li key={id} className="flex items-center gap-3 py-1.5 text-[13px]">
            <code className="flex-1 text-xs">{shortId(id)}</code>
            <StateBadge state={outcome} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
