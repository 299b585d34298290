import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Split } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { AlertPanel } from './alert-panel.js';
import { alertsRoute } from './audit.routes.js';
import { type Alert, alertSeverities, alertStatuses } from './audit-facts.js';
import { AuditPage } from './audit-page.js';

export function AlertsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status, severity, alert } = alertsRoute.useSearch();
  const navigate = useNavigate({ from: alertsRoute.fullPath });
  const alerts = usePages(['audit', tenantId, 'alerts', { status, severity }], (cursor) =>
    answered(tenantApi.GET('/v1/audit/alerts', { params: { query: { status, severity, cursor, limit: 100 } } })),
  );
  return (
    <AuditPage
      view="alerts"
      filters={
        <>
          <FilterSelect
            label="Status"
            value={status}
            choices={choicesOf(alertStatuses)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
          />
          <FilterSelect
            label="Severity"
            value={severity}
            choices={choicesOf(alertSeverities)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, severity: value }) })}
          />
        </>
      }
    >
      <Split
        panel={
          alert && (
            <AlertPanel
              key={alert}
              id={alert}
              onClose={() => navigate({ search: (old) => ({ ...old, alert: undefined }) })}
            />
          )
        }
      >
        <DataTable
          label="Alerts"
          columns={columns}
          compact={alert !== undefined}
          rowKey={({ id }) => id}
          selectedKey={alert}
          onOpen={({ id }) => navigate({ search: (old) => ({ ...old, alert: id }) })}
          empty={
            <Empty title={status || severity ? 'No alerts match' : 'No alerts yet'}>
              Rules watch the log; what they find appears here, and administrators are notified.
            </Empty>
          }
          {...alerts}
        />
      </Split>
    </AuditPage>
  );
}

const columns: readonly Column<Alert>[] = [
  { id: 'severity', header: 'Severity', width: '84px', cell: ({ severity }) => <StateBadge state={severity} /> },
  {
    id: 'summary',
    header: 'What happened',
    width: 'minmax(120px, 3fr)',
    cell: ({ summary }) => (
      <span className="font-medium" title={summary}>
        {summary}
      </span>
    ),
  },
  {
    id: 'suspect',
    header: 'Who',
    width: 'minmax(110px, 1fr)',
    wideOnly: true,
    cell: ({ suspect }) => <ActorName actor={suspect} />,
  },
  { id: 'at', header: 'When', width: '110px', wideOnly: true, cell: ({ triggeredAt }) => <Time at={triggeredAt} /> },
  {
    id: 'status',
    header: 'Status',
    width: '112px',
    cell: ({ status }) => <Badge tone={status === 'open' ? 'warn' : 'good'}>{status}</Badge>,
  },
];
