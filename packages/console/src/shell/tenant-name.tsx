import { useQuery } from '@tanstack/react-query';
import { answered, apiIn } from '../api/api.js';

/** The tenant as it is called. Its state is asked for now and then, since it decides what is open. */
export function useTenant(tenantId: string) {
  return useQuery({
    queryKey: ['tenant', tenantId],
    queryFn: () => answered(apiIn(tenantId).GET('/v1/tenants/{id}', { params: { path: { id: tenantId } } })),
    staleTime: 60_000,
  });
}

export function TenantName({ tenantId }: { tenantId: string }) {
  return <>{useTenant(tenantId).data?.name ?? 'Tenant'}</>;
}
