import { Link, useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { duration } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { isOpen, type Run, runStatuses, triggerLabels, triggerNames } from './workflow-facts.js';
import { WorkflowFilter } from './workflow-filter.js';
import { runsRoute } from './workflows.routes.js';
import { WorkflowsNav } from './workflows-nav.js';

const refreshMs = 3_000;

export function RunsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const search = runsRoute.useSearch();
  const { status, trigger, workflow: workflowId, contact: contactId } = search;
  const navigate = useNavigate({ from: runsRoute.fullPath });
  const runs = usePages(
    ['runs', tenantId, 'list', search],
    (cursor) => {
      const query = { status, trigger, workflowId, contactId, cursor, limit: 100 };
      return answered(tenantApi.GET('/v1/workflow-runs', { params: { query } }));
    },
    { refetchInterval: (newest) => newest.some(isOpen) && refreshMs },
  );
  const change = (part: typeof search): void => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <Page
      title="Workflows"
      filled
      aside={<WorkflowsNav />}
      bar={
        <>
          <FilterSelect
            label="State"
            value={status}
            choices={choicesOf(runStatuses)}
            onChange={(value) => change({ status: value })}
          />
          <WorkflowFilter value={workflowId} onChange={(workflow) => change({ workflow })} />
          <FilterSelect
            label="Trigger"
            value={trigger}
            choices={triggerNames.map((value) => ({ value, label: triggerLabels[value] }))}
            onChange={(value) => change({ trigger: value })}
          />
          {contactId && (
            <Button look="quiet" onClick={() => change({ contact: undefined })}>
              Show runs of all contacts
            </Button>
          )}
        </>
      }
    >
      <DataTable
        label="Runs"
        columns={columns(tenantId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          navigate({ to: '/t/$tenantId/workflows/runs/$runId', params: { tenantId, runId: id }, search: {} })
        }
        empty={
          Object.values(search).some((value) => value !== undefined) ? (
            <Empty title="No runs match">Change the filters.</Empty>
          ) : (
            <Empty title="No runs yet">A run starts when the trigger of a workflow happens.</Empty>
          )
        }
        {...runs}
      />
    </Page>
  );
}

const columns = (tenantId: string): readonly Column<Run>[] => [
  {
    id: 'workflow',
    header: 'Workflow',
    width: 'minmax(160px, 2fr)',
    cell: ({ id, workflowName }) => (
      <Link
        to="/t/$tenantId/workflows/runs/$runId"
        params={{ tenantId, runId: id }}
        className="font-medium hover:underline"
      >
        {workflowName}
      </Link>
    ),
  },
  { id: 'status', header: 'State', width: '104px', cell: ({ status }) => <StateBadge state={status} /> },
  { id: 'version', header: 'Version', width: '64px', align: 'end', wideOnly: true, cell: ({ version }) => version },
  {
    id: 'steps',
    header: 'Steps done',
    width: '88px',
    align: 'end',
    wideOnly: true,
    cell: ({ stepsDone }) => stepsDone,
  },
  {
    id: 'next',
    header: 'Resumes',
    width: '120px',
    wideOnly: true,
    cell: ({ waitsUntil }) => <Time at={waitsUntil} />,
  },
  {
    id: 'duration',
    header: 'Duration',
    width: '88px',
    align: 'end',
    wideOnly: true,
    cell: ({ durationMs }) => (durationMs === null ? '–' : duration(durationMs)),
  },
  {
    id: 'error',
    header: 'Error',
    width: 'minmax(80px, 1.2fr)',
    wideOnly: true,
    cell: ({ error }) => <span className="text-bad">{error}</span>,
  },
  {
    id: 'started',
    header: 'Started',
    width: '112px',
    wideOnly: true,
    cell: ({ startedAt }) => <Time at={startedAt} />,
  },
];
