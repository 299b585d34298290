import { useQuery } from '@tanstack/react-query';
import { Check, Circle } from 'lucide-react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { duration } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { Moment } from '../../ui/time.js';
import { activationSteps } from '../onboarding/activation-steps.js';
import { Freshness } from './freshness.js';

/** When the tenant first reached each step, and how long after its creation. */
export function TenantFunnel() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const funnel = useQuery({
    queryKey: ['analytics', tenantId, 'funnel'],
    queryFn: () => answered(tenantApi.GET('/v1/analytics/funnel')),
  });
  if (!funnel.isSuccess) return <Awaited query={funnel} />;
  const { steps, freshness } = funnel.data;
  const createdAt = steps.find(({ step }) => step === 'created')?.at;
  return (
    <Panel title="Activation">
      <ol aria-label="Activation steps" className="grid gap-x-6 gap-y-3 text-[13px] sm:grid-cols-3 xl:grid-cols-5">
        {steps.map(({ step, at }) => (
          <li key={step} className="flex gap-2">
            {at ? (
              <Check className="mt-0.5 size-4 shrink-0 text-good" aria-hidden />
            ) : (
              <Circle className="mt-0.5 size-4 shrink-0 text-faint" aria-hidden />
            )}
            <div className="min-w-0">
              <p className="font-medium">{activationSteps[step]}</p>
              <p className="text-xs text-faint">{at ? <Moment at={at} /> : 'not yet'}</p>
              {at && createdAt && step !== 'created' && (
                <p className="text-xs text-muted">after {duration(Date.parse(at) - Date.parse(createdAt))}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Freshness freshness={freshness} />
    </Panel>
  );
}
