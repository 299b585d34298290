import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';

/** The endpoints' addresses by their ids, for those who may see them; those that were deleted are not among them. */
export function useEndpointUrls(): ReadonlyMap<string, string> {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { data } = useQuery({
    queryKey: ['webhook-endpoints', tenantId, 'named'],
    queryFn: () => answered(tenantApi.GET('/v1/webhook-endpoints', { params: { query: { limit: 100 } } })),
    enabled: useMay('webhooks:read'),
    staleTime: 30_000,
  });
  return useMemo(() => new Map(data?.items.map(({ id, url }) => [id, url])), [data]);
}
