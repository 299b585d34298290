import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { count, duration, share } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Figures } from './figures.js';
import { Freshness } from './freshness.js';
import { beginOf, type RangeName } from './ranges.js';

const headers = ['Workflow', 'Runs', 'Succeeded', 'Failed', 'Success', 'Mean', 'p95'] as const;

/** How the workflows ran, most runs first. */
export function WorkflowFigures({ range }: { range: RangeName }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const workflows = useQuery({
    queryKey: ['analytics', tenantId, 'workflows', range],
    queryFn: () => answered(tenantApi.GET('/v1/analytics/workflows', { params: { query: { from: beginOf(range) } } })),
  });
  return (
    <Panel title="Workflows" flush>
      {!workflows.isSuccess && <Awaited query={workflows} />}
      {workflows.data?.items.length === 0 && <Empty title="No workflow runs in this period" />}
      {workflows.data && workflows.data.items.length > 0 && (
        <>
          <Figures
            label="Workflow figures"
            headers={headers}
            rows={workflows.data.items.map((item) => ({
              key: item.workflowId,
              name: item.name,
              values: [
                count(item.runs),
                count(item.succeeded),
                count(item.failed),
                item.successRate === null ? '–' : share(item.successRate),
                item.duration.mean === null ? '–' : duration(item.duration.mean),
                item.duration.p95 === null ? '–' : duration(item.duration.p95),
              ],
            }))}
          />
          <div className="px-4 pb-3">
            <Freshness freshness={workflows.data.freshness} />
          </div>
        </>
      )}
    </Panel>
  );
}
