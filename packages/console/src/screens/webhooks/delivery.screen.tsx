import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { counted, duration } from '../../ui/numbers.js';
import { Facts, Page, Panel } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { WebhooksNav } from './webhooks-nav.js';

/** How the tenant's webhooks are delivered. */
export function DeliveryScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const read = useQuery({
    queryKey: ['delivery-settings', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/delivery-settings')),
  });
  return (
    <Page title="Webhooks" aside={<WebhooksNav />}>
      {!read.isSuccess && <Awaited query={read} />}
      {read.data && (
        <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <Panel title="Delivery">
            <Facts
              facts={[
                ['State', <StateBadge key="state" state={read.data.status} />],
                ['Held', counted(read.data.heldMessages, 'message')],
                ...(read.data.heldReason ? [['Reason', read.data.heldReason] as const] : []),
                ...(read.data.heldAt ? [['Held since', <Moment key="held" at={read.data.heldAt} />] as const] : []),
                ...(read.data.closedAt ? [['Closed', <Moment key="closed" at={read.data.closedAt} />] as const] : []),
                ['Since', <Moment key="since" at={read.data.createdAt} />],
              ]}
            />
          </Panel>
          <Panel title="Retry schedule">
            <p className="mb-3 text-[13px] text-muted">
              A response other than 2xx, or none in time, is retried after at most these delays; then the message has
              failed. 410 Gone disables the endpoint at once.
            </p>
            <ol className="flex flex-col gap-1 text-[13px]">
              {read.data.retrySchedule.map((seconds, index) => (
                <li key={index} className="flex gap-3">
                  <span className="w-20 text-faint">Attempt {index + 2}</span>
                  <span className="tabular-nums">after {duration(seconds * 1_000)}</span>
                </li>
              ))}
            </ol>
          </Panel>
        </div>
      )}
    </Page>
  );
}
