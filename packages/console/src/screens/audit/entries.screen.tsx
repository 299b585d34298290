import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { beginOf, DateFilter, endOf } from '../../ui/date-filter.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { SearchBox } from '../../ui/search-box.js';
import { Split } from '../../ui/side-panel.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { useSeen } from '../../ui/use-seen.js';
import { entriesRoute } from './audit.routes.js';
import { type Entry, kindOf, targetKinds } from './audit-facts.js';
import { AuditPage } from './audit-page.js';
import { EntryPanel } from './entry-panel.js';
import { useActorChoices } from './use-actor-choices.js';

export function EntriesScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { entry, from, to, ...filters } = entriesRoute.useSearch();
  const navigate = useNavigate({ from: entriesRoute.fullPath });
  const set = (name: keyof typeof filters | 'entry' | 'from' | 'to') => (value: string | undefined) =>
    navigate({ search: (old) => ({ ...old, [name]: value }), replace: name !== 'entry' });
  const query = { ...filters, from: beginOf(from), to: endOf(to) };
  const entries = usePages(['audit', tenantId, 'entries', query], (cursor) =>
    answered(tenantApi.GET('/v1/audit/entries', { params: { query: { ...query, cursor, limit: 100 } } })),
  );
  const { q, target, type, actor } = filters;
  const types = useSeen(
    entries.rows.map((each) => each.type),
    [],
    type,
  );
  const targets = useSeen([], targetKinds, target);
  const actors = useActorChoices(actor, (id) => `user:${id}`);
  return (
    <AuditPage
      view="entries"
      filters={
        <>
          <SearchBox label="Search the sentences" value={q ?? ''} onChange={(text) => set('q')(text || undefined)} />
          <FilterSelect label="Target" value={target} choices={targets} onChange={set('target')} />
          <FilterSelect
            label="Kind"
            value={type}
            choices={types.map(({ value }) => ({ value, label: kindOf(value) }))}
            onChange={set('type')}
          />
          <FilterSelect label="Who" value={actor} choices={actors} onChange={set('actor')} />
          <DateFilter label="From" value={from} onChange={set('from')} />
          <DateFilter label="To" value={to} onChange={set('to')} />
        </>
      }
    >
      <Split
        panel={
          entry && (
            <EntryPanel
              key={entry}
              id={entry}
              onClose={() => set('entry')(undefined)}
              onActor={set('actor')}
              onTarget={set('target')}
            />
          )
        }
      >
        <DataTable
          label="Audit entries"
          columns={columns}
          compact={entry !== undefined}
          rowKey={({ id }) => id}
          selectedKey={entry}
          onOpen={({ id }) => set('entry')(id)}
          empty={<Empty title="No entries match">Change the search or the filters.</Empty>}
          {...entries}
        />
      </Split>
    </AuditPage>
  );
}

const columns: readonly Column<Entry>[] = [
  {
    id: 'at',
    header: 'When',
    width: '108px',
    cell: ({ at }) => (
      <span className="text-muted">
        <Time at={at} />
      </span>
    ),
  },
  {
    id: 'sentence',
    header: 'What happened',
    width: 'minmax(160px, 4fr)',
    cell: ({ sentence }) => <span title={sentence}>{sentence}</span>,
  },
  {
    id: 'actor',
    header: 'Who',
    width: 'minmax(110px, 1fr)',
    wideOnly: true,
    cell: ({ actor }) => <ActorName actor={actor} />,
  },
  {
    id: 'type',
    header: 'Kind',
    width: 'minmax(120px, 1fr)',
    wideOnly: true,
    cell: ({ type }) => <span className="text-muted">{kindOf(type)}</span>,
  },
  {
    id: 'position',
    header: 'No.',
    width: '56px',
    align: 'end',
    wideOnly: true,
    cell: ({ position }) => <span className="text-faint">{position}</span>,
  },
];
