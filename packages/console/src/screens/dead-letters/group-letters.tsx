import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../../api/api.js';
import { Button } from '../../ui/button.js';
import { shortId } from '../../ui/copy-text.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { counted } from '../../ui/numbers.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { type Act, ActOnGroups } from './act-on-groups.js';
import type { Group, Letter, Service } from './dead-letters.js';
import { deadLettersRoute } from './dead-letters.routes.js';
import { LetterDetails } from './letter-details.js';

interface GroupLettersProps {
  readonly group: Group | undefined;
  readonly service: string;
  readonly reason: string | undefined;
  readonly type: string;
}

/** The letters of one group, and what can be done about all of them at once. */
export function GroupLetters({ group, service: name, reason, type }: GroupLettersProps) {
  const service = name as Service;
  const { letter } = deadLettersRoute.useSearch();
  const navigate = useNavigate({ from: deadLettersRoute.fullPath });
  /** The group as it was when the act was asked for: it may be gone when the outcomes are read. */
  const [act, setAct] = useState<{ readonly name: Act; readonly group: Group }>();
  const query = { reason, type, limit: 100 };
  const letters = usePages<Letter>(['dead-letters', service, 'page', reason, type], (cursor) =>
    answered(
      api.GET('/v1/operations/{service}/dead-letters', { params: { path: { service }, query: { ...query, cursor } } }),
    ),
  );
  const look = (id: string | undefined): void =>
    void navigate({ search: (old) => ({ ...old, letter: id }), replace: true });
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <section aria-label="Messages" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex flex-wrap items-center gap-2 border-b px-4 py-2 md:px-6">
          <h2 className="text-[13px] font-semibold">{group ? counted(group.count, 'message') : 'Messages'}</h2>
          {group && (
            <div className="ml-auto flex gap-2">
              <Button onClick={() => setAct({ name: 'replay', group })}>Replay all {group.count}</Button>
              <Button look="quiet" onClick={() => setAct({ name: 'discard', group })}>
                Discard all
              </Button>
            </div>
          )}
        </header>
        <div className="min-h-0 flex-1">
          <DataTable
            label="Messages of the group"
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={letter}
            onOpen={({ id }) => look(id)}
            empty={<Empty title="No messages left" />}
            {...letters}
          />
        </div>
      </section>
      {letter && <LetterDetails key={letter} service={service} id={letter} onClose={() => look(undefined)} />}
      {act && (
        <ActOnGroups
          act={act.name}
          groups={[act.group]}
          onDone={() => look(undefined)}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  );
}

const columns: readonly Column<Letter>[] = [
  { id: 'id', header: 'Event', width: '96px', cell: ({ id }) => <code className="text-xs">{shortId(id)}</code> },
  { id: 'error', header: 'Error', width: 'minmax(0, 2fr)', cell: ({ error }) => error ?? '–' },
  { id: 'attempts', header: 'Attempts', width: '68px', align: 'end', wideOnly: true, cell: ({ attempts }) => attempts },
  { id: 'received', header: 'Received', width: '112px', cell: ({ receivedAt }) => <Time at={receivedAt} /> },
];
