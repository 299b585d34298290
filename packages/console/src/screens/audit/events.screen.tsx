import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { beginOf, DateFilter, endOf } from '../../ui/date-filter.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Split } from '../../ui/side-panel.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { useSeen } from '../../ui/use-seen.js';
import { eventsRoute } from './audit.routes.js';
import type { ServiceEvent } from './audit-facts.js';
import { AuditPage } from './audit-page.js';
import { EntryPanel } from './entry-panel.js';
import { useActorChoices } from './use-actor-choices.js';

/** Service events, as the hub's own clients read them; each is an entry of the log, too. */
export function EventsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { name, service, user, from, to, event } = eventsRoute.useSearch();
  const navigate = useNavigate({ from: eventsRoute.fullPath });
  const set = (field: 'name' | 'service' | 'user' | 'from' | 'to' | 'event') => (value: string | undefined) =>
    navigate({ search: (old) => ({ ...old, [field]: value }), replace: field !== 'event' });
  const filters = {
    'filter[name]': name,
    'filter[service]': service,
    'filter[user]': user,
    'filter[from]': beginOf(from),
    'filter[to]': endOf(to),
  };
  const events = usePages(['audit', tenantId, 'events', filters], async (cursor) => {
    const page = Number(cursor ?? 1);
    const query = { ...filters, 'page[number]': page, 'page[size]': 100 };
    const { data, meta } = await answered(tenantApi.GET('/v1/logs', { params: { query } }));
    return { items: data, nextCursor: page < meta.totalPages ? String(page + 1) : null };
  });
  const headers = events.rows.map((each) => each.headers);
  const names = useSeen(
    headers.map((each) => each.name),
    [],
    name,
  );
  const services = useSeen(
    headers.map((each) => each.serviceName),
    [],
    service,
  );
  const users = useActorChoices(user, (id) => id);
  return (
    <AuditPage
      view="events"
      filters={
        <>
          <FilterSelect label="Name" value={name} choices={names} onChange={set('name')} />
          <FilterSelect label="Service" value={service} choices={services} onChange={set('service')} />
          <FilterSelect label="Who" value={user} choices={users} onChange={set('user')} />
          <DateFilter label="From" value={from} onChange={set('from')} />
          <DateFilter label="To" value={to} onChange={set('to')} />
        </>
      }
    >
      <Split panel={event && <EntryPanel key={event} id={event} onClose={() => set('event')(undefined)} />}>
        <DataTable
          label="Service events"
          columns={columns}
          compact={event !== undefined}
          rowKey={({ id }) => id}
          selectedKey={event}
          onOpen={({ id }) => set('event')(id)}
          empty={<Empty title="No service events match">Change the filters.</Empty>}
          {...events}
        />
      </Split>
    </AuditPage>
  );
}

const columns: readonly Column<ServiceEvent>[] = [
  {
    id: 'at',
    header: 'When',
    width: '108px',
    cell: ({ headers }) => <Time at={new Date(headers.createdAt).toISOString()} />,
  },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(150px, 1.6fr)',
    cell: ({ headers, originalName }) => (
      <span className="font-mono text-xs" title={originalName ? `received as ${originalName}` : undefined}>
        {headers.name}
      </span>
    ),
  },
  {
    id: 'service',
    header: 'Service',
    width: 'minmax(120px, 1fr)',
    wideOnly: true,
    cell: ({ headers }) => headers.serviceName,
  },
  {
    id: 'user',
    header: 'Who',
    width: 'minmax(120px, 1fr)',
    wideOnly: true,
    cell: ({ payload }) => <ActorName actor={actorOf(payload.user)} />,
  },
];

/** The hub's clients name a user by the id alone. */
const actorOf = (user: string | undefined): string | undefined =>
  user === undefined || user.includes(':') ? user : `user:${user}`;
