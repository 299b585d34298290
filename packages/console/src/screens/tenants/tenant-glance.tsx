import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answered, apiIn } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { Facts } from '../../ui/page.js';
import { Sentence } from '../../ui/sentence.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Skeleton } from '../../ui/states.js';
import { Time } from '../../ui/time.js';

/** How the tenant does, in a line from each service that knows; each leads to its own screen. */
export function TenantGlance({ tenantId }: { tenantId: string }) {
  const tenantApi = apiIn(tenantId);
  const health = useQuery({
    queryKey: ['health', tenantId, 'score'],
    queryFn: () => answered(tenantApi.GET('/v1/health/score')),
  });
  const onboarding = useQuery({
    queryKey: ['onboarding', tenantId],
    queryFn: () => answered(tenantApi.GET('/v1/onboarding')),
  });
  const subscription = useQuery({
    queryKey: ['billing', tenantId, 'subscription'],
    queryFn: () => answered(tenantApi.GET('/v1/subscription')),
  });
  const params = { tenantId };
  return (
    <Facts
      facts={[
        [
          <Link key="health" to="/t/$tenantId/health" params={params} className={link}>
            Health
          </Link>,
          <Known key="score" query={health}>
            {({ score, band }) => (
              <>
                <span className="font-medium tabular-nums">{score}</span> <StateBadge state={band} />
              </>
            )}
          </Known>,
        ],
        [
          <Link key="onboarding" to="/t/$tenantId/onboarding" params={params} className={link}>
            Onboarding
          </Link>,
          <Known key="state" query={onboarding}>
            {({ status, waitingFor }) => (
              <>
                <StateBadge state={status} />{' '}
                <span className="text-muted">{waitingFor && <Sentence text={waitingFor} />}</span>
              </>
            )}
          </Known>,
        ],
        [
          <Link key="billing" to="/t/$tenantId/billing" params={params} className={link}>
            Billing
          </Link>,
          <Known key="subscription" query={subscription}>
            {({ status, trialEndsAt }) => (
              <>
                <StateBadge state={status} />{' '}
                {status === 'trialing' && (
                  <span className="text-muted">
                    trial ends <Time at={trialEndsAt} />
                  </span>
                )}
              </>
            )}
          </Known>,
        ],
        [
          <Link key="analytics" to="/t/$tenantId/analytics" params={params} className={link}>
            Analytics
          </Link>,
          'Usage over time',
        ],
      ]}
    />
  );
}

const link = 'text-accent hover:underline';

/** What a service says; while it does not, why. */
function Known<Answer>({ query, children }: { query: UseQueryResult<Answer>; children: (data: Answer) => ReactNode }) {
  if (query.isPending) return <Skeleton className="h-4 w-24" />;
  if (query.isError) return <span className="text-faint">{failureOf(query.error).problem.title}</span>;
  return <>{children(query.data)}</>;
}
