import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';

/** An entry never changes: it is asked for once. */
export function useEntry(id: string) {
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['audit', useTenantId(), 'entry', id],
    queryFn: () => answered(tenantApi.GET('/v1/audit/entries/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
