import { Link } from '@tanstack/react-router';
import type { LiveState } from '../../live/live-store.js';
import { useLive } from '../../live/use-live.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { bytes, count } from '../../ui/numbers.js';
import { Page, Stat } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import type { ServiceState } from '../map/figures.js';
import { Troubles } from './troubles.js';

interface Row extends ServiceState {
  readonly name: string;
  readonly queue: { readonly ready: number; readonly unacked: number; readonly consumers: number } | undefined;
}

/** The twelve services as they are now. */
export function SystemScreen() {
  const { state, connection } = useLive();
  const rows = rowsOf(state);
  const sum = (value: (row: Row) => number | undefined): string =>
    state ? count(rows.reduce((total, row) => total + (value(row) ?? 0), 0)) : '–';
  const up = rows.filter(({ status }) => status === 'up').length;
  return (
    <Page
      title="System"
      filled
      aside={<StateBadge state={connection === 'live' ? 'ready' : connection === 'away' ? 'down' : 'starting'} />}
    >
      <Troubles services={rows} />
      <div className="grid grid-cols-2 gap-3 border-b p-4 md:grid-cols-5 md:px-6">
        <Stat label="Services up" value={state ? `${up} of ${rows.length}` : '–'} />
        <Stat label="Broker" value={<StateBadge state={state?.broker ?? 'unknown'} />} />
        <Stat label="Pending in outboxes" value={sum(({ outbox }) => outbox?.pending)} />
        <Stat label="Ready in queues" value={sum(({ queue }) => queue?.ready)} />
        <Stat
          label="Dead letters"
          value={
            <Link to="/dead-letters" className="hover:underline">
              {sum(({ deadByReason }) => Object.values(deadByReason ?? {}).reduce((total, n) => total + n, 0))}
            </Link>
          }
        />
      </div>
      <div className="min-h-0 flex-1">
        <DataTable
          label="Services"
          columns={columns}
          rows={rows}
          rowKey={({ name }) => name}
          loading={state === undefined && connection !== 'away'}
          empty={<Empty title="The platform cannot be reached">Reconnecting; this page resumes by itself.</Empty>}
        />
      </div>
    </Page>
  );
}

function rowsOf(state: LiveState | undefined): readonly Row[] {
  const services = Object.entries(state?.services ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return services.flatMap(([name, service]) =>
    service ? [{ ...service, name, queue: state?.queues[`crm.${name}`] }] : [],
  );
}

const none = <span className="text-faint">–</span>;

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Service',
    width: 'minmax(160px, 1.4fr)',
    cell: ({ name }) => <span className="font-medium">{name}</span>,
  },
  { id: 'status', header: 'State', width: 'minmax(88px, 1fr)', cell: ({ status }) => <StateBadge state={status} /> },
  { id: 'version', header: 'Version', width: '56px', wideOnly: true, cell: ({ version }) => version ?? none },
  { id: 'since', header: 'Since', width: '104px', wideOnly: true, cell: ({ startedAt }) => <Time at={startedAt} /> },
  {
    id: 'memory',
    header: 'Memory',
    width: '84px',
    align: 'end',
    wideOnly: true,
    cell: ({ memoryBytes }) => (memoryBytes === undefined ? none : bytes(memoryBytes)),
  },
  {
    id: 'cpu',
    header: 'CPU',
    width: '56px',
    align: 'end',
    wideOnly: true,
    cell: ({ cpu }) => (cpu === undefined ? none : `${Math.round(cpu * 100)} %`),
  },
  {
    id: 'queue',
    header: 'Queue',
    width: '72px',
    align: 'end',
    cell: ({ queue }) => (queue ? queue.ready + queue.unacked : none),
  },
  {
    id: 'consumers',
    header: 'Consumers',
    width: '80px',
    align: 'end',
    wideOnly: true,
    cell: ({ queue }) => queue?.consumers ?? none,
  },
  {
    id: 'outbox',
    header: 'Outbox',
    width: '64px',
    align: 'end',
    wideOnly: true,
    cell: ({ outbox }) => outbox?.pending ?? none,
  },
  {
    id: 'age',
    header: 'Oldest',
    width: '64px',
    align: 'end',
    wideOnly: true,
    cell: ({ outbox }) => (outbox ? `${outbox.oldestSeconds} s` : none),
  },
];
