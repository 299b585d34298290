import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Badge } from '../../ui/badge.js';
import { buttonClass } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { count } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { triggerLabels, triggerNames, type Workflow, workflowStatuses } from './workflow-facts.js';
import { workflowsRoute } from './workflows.routes.js';
import { WorkflowsNav } from './workflows-nav.js';

export function WorkflowsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status, trigger } = workflowsRoute.useSearch();
  const navigate = useNavigate({ from: workflowsRoute.fullPath });
  const mayWrite = useMay('workflows:write');
  const workflows = usePages(['workflows', tenantId, 'list', { status, trigger }], (cursor) =>
    answered(tenantApi.GET('/v1/workflows', { params: { query: { status, trigger, cursor, limit: 100 } } })),
  );
  return (
    <Page
      title="Workflows"
      filled
      aside={<WorkflowsNav />}
      actions={
        mayWrite && (
          <Link to="/t/$tenantId/workflows/new" params={{ tenantId }} className={buttonClass('primary')}>
            <Plus /> New workflow
          </Link>
        )
      }
      bar={
        <>
          <FilterSelect
            label="State"
            value={status}
            choices={choicesOf(workflowStatuses)}
            onChange={(value) => navigate({ search: (old) => ({ ...old, status: value }) })}
          />
          <FilterSelect
            label="Trigger"
            value={trigger}
            choices={triggerNames.map((value) => ({ value, label: triggerLabels[value] }))}
            onChange={(value) => navigate({ search: (old) => ({ ...old, trigger: value }) })}
          />
        </>
      }
    >
      <DataTable
        label="Workflows"
        columns={columns(tenantId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          navigate({ to: '/t/$tenantId/workflows/$workflowId', params: { tenantId, workflowId: id }, search: {} })
        }
        empty={
          status || trigger ? (
            <Empty title="No workflows match">Change the filters.</Empty>
          ) : (
            <Empty title="No workflows yet">
              A workflow runs when something happens: it sets fields, waits, and notifies people or other systems.
            </Empty>
          )
        }
        {...workflows}
      />
    </Page>
  );
}

const columns = (tenantId: string): readonly Column<Workflow>[] => [
  {
    id: 'name',
    header: 'Workflow',
    width: 'minmax(160px, 2fr)',
    cell: ({ id, name, builtIn }) => (
      <span className="flex items-center gap-2">
        <Link
          to="/t/$tenantId/workflows/$workflowId"
          params={{ tenantId, workflowId: id }}
          className="truncate font-medium hover:underline"
        >
          {name}
        </Link>
        {builtIn && <Badge>built in</Badge>}
      </span>
    ),
  },
  { id: 'status', header: 'State', width: '96px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'trigger',
    header: 'Trigger',
    width: 'minmax(160px, 1.5fr)',
    wideOnly: true,
    cell: ({ trigger }) => triggerLabels[trigger.event],
  },
  { id: 'steps', header: 'Steps', width: '64px', align: 'end', wideOnly: true, cell: ({ steps }) => steps.length },
  {
    id: 'limited',
    header: 'Not started',
    width: '96px',
    align: 'end',
    wideOnly: true,
    cell: ({ throttledRuns, limitedRuns }) => count(throttledRuns + limitedRuns),
  },
  { id: 'version', header: 'Version', width: '64px', align: 'end', wideOnly: true, cell: ({ version }) => version },
  {
    id: 'created',
    header: 'Created',
    width: '112px',
    wideOnly: true,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
