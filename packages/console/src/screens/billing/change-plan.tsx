import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { ifMatch } from '../../api/if-match.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Confirm } from '../../ui/confirm.js';
import { SelectField } from '../../ui/field.js';
import { money } from '../../ui/numbers.js';
import { useAct } from '../../ui/use-act.js';
import type { Plan, Subscription } from './billing-queries.js';

interface ChangePlanProps {
  readonly subscription: Subscription;
  readonly etag: string | null;
  readonly plans: readonly Plan[];
  readonly onClose: () => void;
}

/** From today on another plan, with what follows for the money. */
export function ChangePlan({ subscription, etag, plans, onClose }: ChangePlanProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [intention] = useState(newIntention);
  const others = plans.filter((plan) => plan.key !== subscription.plan);
  const [key, setKey] = useState(others[0]?.key ?? 'growth');
  const before = plans.find((plan) => plan.key === subscription.plan);
  const after = plans.find((plan) => plan.key === key);
  const change = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/subscription/change-plan', {
          params: { header: { 'Idempotency-Key': intention } },
          headers: ifMatch(etag),
          body: { plan: key },
        }),
      ),
    { done: 'Plan changed.', refresh: [['billing', tenantId]], quiet: true },
  );
  return (
    <Confirm
      title="Change the plan?"
      action="Change plan"
      onClose={onClose}
      onConfirm={() => change.mutateAsync(undefined)}
    >
      <div className="flex flex-col gap-4">
        <SelectField
          label="New plan"
          value={key}
          choices={others.map(({ key: value, name }) => ({ value, label: name }))}
          onChange={setKey}
        />
        {before && after && (
          <p>
            {before.name} at {money(before.monthlyPrice, before.currency)} becomes {after.name} at{' '}
            <strong className="text-ink">{money(after.monthlyPrice, after.currency)}</strong> a month.{' '}
            {subscription.status === 'trialing'
              ? 'Nothing is charged while the trial runs.'
              : `The unused days of ${before.name} are credited and the rest of the period is charged on ${after.name}, prorated by the day. What is included changes at once.`}
          </p>
        )}
      </div>
    </Confirm>
  );
}
