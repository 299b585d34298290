import { useQueries, useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { count, duration } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import { Figures } from './figures.js';
import { beginOf, type RangeName } from './ranges.js';

const headers = ['Endpoint', 'Delivered', 'Mean', 'p50', 'p95', 'p99'] as const;

/** How much went to each webhook endpoint, and how long it took; for those who may see the endpoints. */
export function WebhookFigures({ range }: { range: RangeName }) {
  return useMay('webhooks:read') ? <Endpoints range={range} /> : null;
}

function Endpoints({ range }: { range: RangeName }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const endpoints = useQuery({
    queryKey: ['webhook-endpoints', tenantId, 'figures'],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-endpoints', { params: { query: { limit: 50 } } })),
  });
  const items = endpoints.data?.items ?? [];
  const reports = useQueries({
    queries: items.map(({ id }) => ({
      queryKey: ['analytics', tenantId, 'webhooks', id, range],
      queryFn: () =>
        answered(
          tenantApi.GET('/v1/analytics/webhooks/{endpointId}', {
            params: { path: { endpointId: id }, query: { from: beginOf(range) } },
          }),
        ),
    })),
  });
  return (
    <Panel title="Webhooks" flush>
      {endpoints.isPending && <SkeletonLines />}
      {endpoints.isError && <Failure error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.data && items.length === 0 && <Empty title="There are no webhook endpoints" />}
      {items.length > 0 && (
        <Figures
          label="Figures of the webhooks"
          headers={headers}
          rows={items.map(({ id, url }, index) => ({ key: id, name: url, values: figuresOf(reports[index]) }))}
        />
      )}
    </Panel>
  );
}

interface Report {
  readonly data?: { delivered: number; latency: Record<'mean' | 'p50' | 'p95' | 'p99', number | null> } | undefined;
  readonly error: unknown;
}

/** An endpoint that nothing was delivered to yet is not known to the counting. */
function figuresOf(report: Report | undefined): readonly string[] {
  if (report?.error && failureOf(report.error).code !== 'endpoint-unknown') return ['cannot be asked', '', '', '', ''];
  if (report?.error) return ['0', '–', '–', '–', '–'];
  if (!report?.data) return ['…', '', '', '', ''];
  const { delivered, latency } = report.data;
  const time = (value: number | null): string => (value === null ? '–' : duration(value));
  return [count(delivered), time(latency.mean), time(latency.p50), time(latency.p95), time(latency.p99)];
}
