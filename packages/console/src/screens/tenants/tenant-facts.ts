import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';

export type Tenant = components['schemas']['TenantView'];

/** What other services know of the tenants, by the tenant's id; a service that does not answer is named in `missing`. */
export function useTenantFacts() {
  const health = useQuery({
    queryKey: ['health', 'portfolio', 'all'],
    queryFn: () => answered(api.GET('/v1/health/portfolio', { params: { query: { limit: 1_000 } } })),
  });
  const onboarding = useQuery({
    queryKey: ['onboarding', 'all', 'first'],
    queryFn: () => answered(api.GET('/v1/onboarding/all', { params: { query: { limit: 200 } } })),
  });
  const scores = useMemo(() => new Map(health.data?.items.map((entry) => [entry.tenantId, entry])), [health.data]);
  const onboardings = useMemo(
    () => new Map(onboarding.data?.items.map((entry) => [entry.tenantId, entry])),
    [onboarding.data],
  );
  return useMemo(() => {
    const missing = [health.isError && 'health', onboarding.isError && 'onboarding'].filter((name) => name !== false);
    return { scores, onboardings, missing };
  }, [scores, onboardings, health.isError, onboarding.isError]);
}

export type TenantFacts = ReturnType<typeof useTenantFacts>;
