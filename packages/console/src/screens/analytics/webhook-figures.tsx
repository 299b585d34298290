import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { count, duration } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { useEndpointUrls } from '../webhooks/use-endpoint-urls.js';
import { Figures } from './figures.js';
import { Freshness } from './freshness.js';
import { beginOf, type RangeName } from './ranges.js';

const headers = ['Endpoint', 'Delivered', 'Mean', 'p50', 'p95', 'p99'] as const;

/** How much went to each webhook endpoint, and how long it took, most deliveries first. */
export function WebhookFigures({ range }: { range: RangeName }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const urls = useEndpointUrls();
  const webhooks = useQuery({
    queryKey: ['analytics', tenantId, 'webhooks', range],
    queryFn: () => answered(tenantApi.GET('/v1/analytics/webhooks', { params: { query: { from: beginOf(range) } } })),
  });
  return (
    <Panel title="Webhooks" flush>
      {!webhooks.isSuccess && <Awaited query={webhooks} />}
      {webhooks.data?.items.length === 0 && <Empty title="No deliveries in this period" />}
      {webhooks.data && webhooks.data.items.length > 0 && (
        <>
          <Figures
            label="Webhook figures"
            headers={headers}
            rows={webhooks.data.items.map(({ endpointId, delivered, latency: { mean, p50, p95, p99 } }) => ({
              key: endpointId,
              name: urls.get(endpointId) ?? endpointId,
              values: [
                count(delivered),
                ...[mean, p50, p95, p99].map((time) => (time === null ? '–' : duration(time))),
              ],
            }))}
          />
          <div className="px-4 pb-3">
            <Freshness freshness={webhooks.data.freshness} />
          </div>
        </>
      )}
    </Panel>
  );
}
