import { useQuery } from '@tanstack/react-query';
import { answered, answeredWithTag } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';

export type Subscription = components['schemas']['SubscriptionView'];
export type Plan = components['schemas']['Plan'];
export type Meter = keyof Plan['included'];

export const meterNames: Readonly<Record<Meter, string>> = {
  seats: 'Seats',
  contacts: 'Contacts',
  'api-calls': 'API calls',
};

export const meters = ['seats', 'contacts', 'api-calls'] as const satisfies readonly Meter[];

export function useSubscription() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['billing', tenantId, 'subscription', 'with-tag'],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/subscription')),
  });
}

export function usePlans() {
  const tenantApi = useApi();
  return useQuery({
    queryKey: ['billing', 'plans'],
    queryFn: () => answered(tenantApi.GET('/v1/plans')),
    staleTime: 300_000,
  });
}
