import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered, api } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { chunked } from '../../ui/chunked.js';

export type Tenant = components['schemas']['TenantView'];

/** So many tenants are asked for at once, and not again before a minute is over: a list may be long. */
const atOnce = 100;
const staleTime = 60_000;

/** What other services know of `tenants`, by the tenant's id; a service that does not answer is named in `missing`. */
export function useTenantFacts(tenants: readonly Tenant[]) {
  const parts = useMemo(
    () =>
      chunked(
        tenants.map(({ id }) => id),
        atOnce,
      ),
    [tenants],
  );
  const health = useQueries({
    queries: parts.map((tenantId) => ({
      queryKey: ['health', 'portfolio', tenantId],
      queryFn: () =>
        answered(api.GET('/v1/health/portfolio', { params: { query: { tenantId, limit: tenantId.length } } })),
      staleTime,
    })),
    combine: byTenant<components['schemas']['PortfolioEntry']>,
  });
  const onboarding = useQueries({
    queries: parts.map((tenantId) => ({
      queryKey: ['onboarding', 'all', tenantId],
      queryFn: () =>
        answered(api.GET('/v1/onboarding/all', { params: { query: { tenantId, limit: tenantId.length } } })),
      staleTime,
    })),
    combine: byTenant<components['schemas']['OnboardingOverview']>,
  });
  return useMemo(() => {
    const missing = [health.failed && 'health', onboarding.failed && 'onboarding'].filter((name) => name !== false);
    return { scores: health.known, onboardings: onboarding.known, missing };
  }, [health, onboarding]);
}

export type TenantFacts = ReturnType<typeof useTenantFacts>;

interface Answer<Entry> {
  readonly data?: { readonly items: readonly Entry[] } | undefined;
  readonly isError: boolean;
}

function byTenant<Entry extends { readonly tenantId: string }>(answers: readonly Answer<Entry>[]) {
  const entries = answers.flatMap(({ data }) => data?.items ?? []);
  return {
    known: new Map(entries.map((entry) => [entry.tenantId, entry])),
    failed: answers.some(({ isError }) => isError),
  };
}
