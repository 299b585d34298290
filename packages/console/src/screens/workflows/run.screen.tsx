import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { TraceLink } from '../../routes/trace-link.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { CopyText, shortId } from '../../ui/copy-text.js';
import { JsonView } from '../../ui/json-view.js';
import { duration } from '../../ui/numbers.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Notice } from '../../ui/states.js';
import { Moment, Time } from '../../ui/time.js';
import { CancelRun } from './cancel-run.js';
import { RunTimeline } from './run-timeline.js';
import { isOpen } from './workflow-facts.js';
import { runRoute } from './workflows.routes.js';

const refreshMs = 1_500;

export function RunScreen() {
  const { tenantId, runId } = runRoute.useParams();
  const tenantApi = useApi();
  const read = useQuery({
    queryKey: ['runs', tenantId, 'one', runId],
    queryFn: () => answered(tenantApi.GET('/v1/workflow-runs/{id}', { params: { path: { id: runId } } })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? refreshMs : false),
  });
  if (!read.isSuccess) return <AwaitedPage title="Run" query={read} />;
  const run = read.data;
  return (
    <Page
      title={run.workflowName}
      aside={
        <>
          <BackLink to="/t/$tenantId/workflows/runs" params={{ tenantId }}>
            Runs
          </BackLink>
          <StateBadge state={run.status} />
        </>
      }
      actions={
        <>
          <TraceLink correlationId={run.correlationId} />
          <CancelRun run={run} />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {run.error && <Notice>{run.error}</Notice>}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <Panel title="Steps" flush>
            <RunTimeline run={run} />
          </Panel>
          <div className="flex flex-col gap-4">
            <Panel title="Run">
              <Facts
                facts={[
                  ['Id', <CopyText key="id" text={run.id} shown={shortId(run.id)} />],
                  [
                    'Workflow',
                    <Link
                      key="workflow"
                      to="/t/$tenantId/workflows/$workflowId"
                      params={{ tenantId, workflowId: run.workflowId }}
                      className="text-accent hover:underline"
                    >
                      {run.workflowName}, version {run.version}
                    </Link>,
                  ],
                  ...(run.contactId
                    ? [['Contact', <ContactLink key="contact" tenantId={tenantId} id={run.contactId} />] as const]
                    : []),
                  ['Started', <Moment key="began" at={run.startedAt} />],
                  ['Ended', <Moment key="ended" at={run.endedAt} />],
                  ['Duration', run.durationMs === null ? '–' : duration(run.durationMs)],
                  ...(run.waitsUntil ? [['Resumes', <Time key="until" at={run.waitsUntil} />] as const] : []),
                  ['Lane', run.lane],
                ]}
              />
            </Panel>
            <Panel title={`Event ${run.trigger}`}>
              <JsonView value={run.event} />
            </Panel>
          </div>
        </div>
      </div>
    </Page>
  );
}

function ContactLink({ tenantId, id }: { tenantId: string; id: string }) {
  return (
    <Link
      to="/t/$tenantId/customers/$contactId"
      params={{ tenantId, contactId: id }}
      className="font-mono text-xs text-accent hover:underline"
    >
      {shortId(id)}
    </Link>
  );
}
