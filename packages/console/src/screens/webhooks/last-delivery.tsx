import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Skeleton } from '../../ui/states.js';
import { Time } from '../../ui/time.js';

/** What became of the newest message to an endpoint. */
export function LastDelivery({ id }: { id: string }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data, isPending } = useQuery({
    queryKey: ['webhook-messages', tenantId, 'newest', id],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-messages', { params: { query: { endpointId: id, limit: 1 } } })),
  });
  if (isPending) return <Skeleton className="h-4 w-24" />;
  const newest = data?.items[0];
  if (!newest) return <span className="text-faint">none yet</span>;
  return (
    <span className="flex items-center gap-2">
      <StateBadge state={newest.status} />
      <Time at={newest.createdAt} />
    </span>
  );
}
