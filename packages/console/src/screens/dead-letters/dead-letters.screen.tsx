import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { counted } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { shortType } from '../traces/trace-model.js';
import { type Act, ActOnGroups } from './act-on-groups.js';
import { type Group, groupKey, useGroups } from './dead-letters.js';
import { deadLettersRoute } from './dead-letters.routes.js';
import { GroupLetters } from './group-letters.js';

/** What services gave up, by reason: looked into, tried again or discarded, each with its outcome. */
export function DeadLettersScreen() {
  const { service, reason, type } = deadLettersRoute.useSearch();
  const navigate = useNavigate({ from: deadLettersRoute.fullPath });
  const { groups, missing, loading, error, retry } = useGroups();
  const chosen = groups.find(
    (group) => group.service === service && (group.reason ?? undefined) === reason && group.type === type,
  );
  const open = (group: Group): void =>
    void navigate({ search: { service: group.service, reason: group.reason ?? undefined, type: group.type } });
  /** The groups as they were when the act was asked for. */
  const [act, setAct] = useState<{ readonly name: Act; readonly groups: readonly Group[] }>();
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <Page
      title="Dead letters"
      filled
      actions={
        total > 0 && (
          <>
            <Button onClick={() => setAct({ name: 'replay', groups })}>Replay everything</Button>
            <Button look="quiet" onClick={() => setAct({ name: 'discard', groups })}>
              Discard everything
            </Button>
          </>
        )
      }
      aside={
        <>
          {total > 0 && <span className="text-xs text-faint">{counted(total, 'message')}</span>}
          {missing.length > 0 && <span className="text-xs text-warn">No answer from {missing.join(', ')}</span>}
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col">
        <div className={service ? 'h-[38%] min-h-40 shrink-0 border-b' : 'min-h-0 flex-1'}>
          <DataTable
            label="Dead letters by reason"
            columns={columns}
            rows={groups}
            rowKey={groupKey}
            onOpen={open}
            selectedKey={chosen && groupKey(chosen)}
            loading={loading}
            error={error}
            onRetry={retry}
            empty={
              <Empty title="No dead letters">
                Every event was handled or waits for a retry. Events that are given up appear here with the reason.
              </Empty>
            }
          />
        </div>
        {service && type && (
          <GroupLetters
            key={`${service} ${reason} ${type}`}
            group={chosen}
            service={service}
            reason={reason}
            type={type}
          />
        )}
      </div>
      {act && (
        <ActOnGroups
          act={act.name}
          groups={act.groups}
          onDone={() => void navigate({ search: (old) => ({ ...old, letter: undefined }) })}
          onClose={() => setAct(undefined)}
        />
      )}
    </Page>
  );
}

const columns: readonly Column<Group>[] = [
  { id: 'count', header: 'Messages', width: '68px', align: 'end', cell: ({ count }) => count },
  {
    id: 'reason',
    header: 'Reason',
    width: 'minmax(110px, 1fr)',
    cell: ({ reason }) => <StateBadge state={reason ?? 'unknown'} />,
  },
  { id: 'type', header: 'Event', width: 'minmax(96px, 1.2fr)', cell: ({ type }) => shortType(type) },
  {
    id: 'service',
    header: 'Consumer',
    width: 'minmax(120px, 1.2fr)',
    wideOnly: true,
    cell: ({ service }) => service,
  },
  { id: 'oldest', header: 'Oldest', width: '120px', wideOnly: true, cell: ({ oldestAt }) => <Time at={oldestAt} /> },
  { id: 'newest', header: 'Newest', width: '120px', wideOnly: true, cell: ({ newestAt }) => <Time at={newestAt} /> },
];
