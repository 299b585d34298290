import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/api.js';

interface NamedTenant {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

const nobody: readonly NamedTenant[] = [];

/** The newest tenants by name, for the operators' palette. */
export function useKnownTenants(enabled: boolean): readonly NamedTenant[] {
  const { data } = useQuery({
    queryKey: ['tenants', 'named'],
    queryFn: () => answered(api.GET('/v1/tenants', { params: { query: { limit: 200 } } })),
    enabled,
    staleTime: 30_000,
  });
  return data?.items ?? nobody;
}
