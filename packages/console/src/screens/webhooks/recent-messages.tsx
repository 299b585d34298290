import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';

const refreshMs = 5_000;

export function RecentMessages({ endpointId }: { endpointId: string }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const read = useQuery({
    queryKey: ['webhook-messages', tenantId, 'recent', endpointId],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-messages', { params: { query: { endpointId, limit: 15 } } })),
    refetchInterval: refreshMs,
  });
  if (!read.isSuccess) return <Awaited query={read} />;
  if (read.data.items.length === 0) {
    return <Empty title="No messages yet">Send a test to check the endpoint.</Empty>;
  }
  return (
    <ol className="divide-y">
      {read.data.items.map(({ id, type, status, lastStatus, createdAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-[13px]">
          <StateBadge state={status} />
          <Link
            to="/t/$tenantId/webhooks/messages/$messageId"
            params={{ tenantId, messageId: id }}
            className="min-w-0 flex-1 truncate font-medium hover:underline"
          >
            {type}
          </Link>
          <span className="text-xs text-faint tabular-nums">
            {lastStatus ?? ''} · <Time at={createdAt} />
          </span>
        </li>
      ))}
    </ol>
  );
}
