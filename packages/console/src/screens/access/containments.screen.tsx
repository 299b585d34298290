import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { PersonName } from '../../people/person-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { containmentsRoute } from './access.routes.js';
import { type Containment, containmentStatuses } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { LiftContainment } from './lift-containment.js';

export function ContainmentsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status } = containmentsRoute.useSearch();
  const navigate = useNavigate({ from: containmentsRoute.fullPath });
  const containments = usePages(['containments', tenantId, { status }], (cursor) =>
    answered(tenantApi.GET('/v1/containments', { params: { query: { status, cursor, limit: 100 } } })),
  );
  return (
    <AccessPage
      view="containments"
      filters={
        <FilterSelect
          label="Status"
          value={status}
          choices={choicesOf(containmentStatuses)}
          onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
        />
      }
    >
      <DataTable
        label="Containments"
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <Empty title={status ? 'No containments match' : 'No containments yet'}>
            A security alert takes dangerous permissions from its suspect until the containment expires or an
            administrator lifts it.
          </Empty>
        }
        {...containments}
      />
    </AccessPage>
  );
}

const columns: readonly Column<Containment>[] = [
  {
    id: 'who',
    header: 'Who',
    width: 'minmax(96px, 1fr)',
    cell: ({ subjectId }) => (
      <span className="font-medium">
        <PersonName id={subjectId} />
      </span>
    ),
  },
  { id: 'severity', header: 'Severity', width: '84px', cell: ({ severity }) => <StateBadge state={severity} /> },
  {
    id: 'why',
    header: 'Why',
    width: 'minmax(140px, 2.4fr)',
    wideOnly: true,
    cell: ({ summary, note }) => (
      <span title={summary}>
        {summary}
        {note && <span className="text-faint"> · {note}</span>}
      </span>
    ),
  },
  { id: 'placed', header: 'Placed', width: '110px', wideOnly: true, cell: ({ placedAt }) => <Time at={placedAt} /> },
  {
    id: 'until',
    header: 'Ends',
    width: '110px',
    wideOnly: true,
    cell: ({ endedAt, expiresAt }) => (endedAt || expiresAt ? <Time at={endedAt ?? expiresAt} /> : 'when lifted'),
  },
  {
    id: 'status',
    header: 'Status',
    width: '128px',
    align: 'end',
    cell: (containment) => (
      <span className="flex items-center justify-end gap-2">
        <Badge tone={containment.status === 'active' ? 'warn' : 'neutral'}>{containment.status}</Badge>
        {containment.status === 'active' && <LiftContainment containment={containment} />}
      </span>
    ),
  },
];
