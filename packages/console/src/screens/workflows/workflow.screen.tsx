import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { answeredWithTag } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi } from '../../routes/roots.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { Badge } from '../../ui/badge.js';
import { count } from '../../ui/numbers.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Notice } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { Moment } from '../../ui/time.js';
import { StepsOutline } from './steps-outline.js';
import { conditionWords, triggerWords } from './words.js';
import { WorkflowActions } from './workflow-actions.js';
import type { Workflow } from './workflow-facts.js';
import { WorkflowVersions } from './workflow-versions.js';
import { workflowRoute } from './workflows.routes.js';

export function WorkflowScreen() {
  const { tenantId, workflowId } = workflowRoute.useParams();
  const { tab } = workflowRoute.useSearch();
  const navigate = useNavigate({ from: workflowRoute.fullPath });
  const read = useWorkflow(tenantId, workflowId);
  if (!read.isSuccess) return <AwaitedPage title="Workflow" query={read} />;
  const { data: workflow, etag } = read.data;
  return (
    <Page
      title={workflow.name}
      aside={
        <>
          <BackLink to="/t/$tenantId/workflows" params={{ tenantId }}>
            Workflows
          </BackLink>
          <StateBadge state={workflow.status} />
          {workflow.builtIn && <Badge>built in</Badge>}
        </>
      }
      actions={<WorkflowActions workflow={workflow} etag={etag} />}
      bar={
        <>
          <Tabs
            label="Workflow"
            value={tab ?? 'definition'}
            choices={[
              { value: 'definition', label: 'Definition' },
              { value: 'versions', label: 'Versions', count: workflow.version },
            ]}
            onChange={(value) => navigate({ search: value === 'versions' ? { tab: value } : {} })}
          />
          <Link
            to="/t/$tenantId/workflows/runs"
            params={{ tenantId }}
            search={{ workflow: workflowId }}
            className="ml-auto text-[13px] text-accent hover:underline"
          >
            View runs
          </Link>
        </>
      }
    >
      {tab === 'versions' ? <WorkflowVersions workflowId={workflowId} /> : <WorkflowDefinition workflow={workflow} />}
    </Page>
  );
}

/** The workflow, asked for every second while its orchestrator is to answer. */
export function useWorkflow(tenantId: string, workflowId: string) {
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['workflows', tenantId, 'one', workflowId],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/workflows/{id}', { params: { path: { id: workflowId } } })),
    refetchInterval: ({ state }) =>
      state.data?.data.status === 'starting' || state.data?.data.status === 'stopping' ? 1_000 : false,
  });
}

function WorkflowDefinition({ workflow }: { workflow: Workflow }) {
  const { trigger, condition, steps, notify, ownerId, throttledRuns, limitedRuns } = workflow;
  return (
    <div className="flex flex-col gap-4">
      {workflow.statusReason && <Notice>Could not start or stop: {workflow.statusReason}</Notice>}
      {workflow.pausedReason && <Notice>Paused: {workflow.pausedReason}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <Panel title="Definition">
          <div className="flex flex-col gap-4">
            <Facts
              facts={[
                ['When', triggerWords(trigger)],
                ['Only if', condition ? conditionWords(condition) : 'always'],
              ]}
            />
            <StepsOutline steps={steps} />
          </div>
        </Panel>
        <Panel title="Details">
          <Facts
            facts={[
              ['Owner', ownerId ? <ActorName key="owner" actor={`user:${ownerId}`} /> : '–'],
              ['Notifies about', notify ? 'every run' : 'failed runs'],
              ['Version', workflow.version],
              ['Created', <Moment key="since" at={workflow.createdAt} />],
              ['Throttled', `${count(throttledRuns)} imported contacts did not start a run (too many at once)`],
              [
                'Limited',
                `${count(limitedRuns)} events did not start a run (too many for one contact, or too long a chain)`,
              ],
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}
