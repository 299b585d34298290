import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { ifMatch } from '../../api/if-match.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Confirm } from '../../ui/confirm.js';
import { SelectField } from '../../ui/field.js';
import { money } from '../../ui/numbers.js';
import { useAct } from '../../ui/use-act.js';
import type { Plan, Subscription } from './billing-queries.js';

interface ActivateProps {
  readonly subscription: Subscription;
  readonly etag: string | null;
  readonly plans: readonly Plan[];
  readonly onClose: () => void;
}

/** Ends the trial; what it costs stands there before anybody agrees. */
export function Activate({ subscription, etag, plans, onClose }: ActivateProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [intention] = useState(newIntention);
  const [key, setKey] = useState(subscription.plan);
  const plan = plans.find((known) => known.key === key);
  const activate = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/subscription/activate', {
          params: { header: { 'Idempotency-Key': intention } },
          headers: ifMatch(etag),
          body: key === null ? {} : { plan: key },
        }),
      ),
    { done: 'Subscription activated.', refresh: [['billing', tenantId]], quiet: true },
  );
  return (
    <Confirm
      title="Activate the subscription?"
      action="Activate"
      onClose={onClose}
      onConfirm={() => activate.mutateAsync(undefined)}
    >
      <div className="flex flex-col gap-4">
        <SelectField
          label="Plan"
          value={key ?? ''}
          choices={plans.map(({ key: value, name }) => ({ value, label: name }))}
          onChange={setKey}
        />
        {plan && (
          <p>
            The trial ends now. The first month of {plan.name} is invoiced today in advance:{' '}
            <strong className="text-ink">{money(plan.monthlyPrice, plan.currency)}</strong>. Usage beyond what is
            included is invoiced at the end of each month.
          </p>
        )}
      </div>
    </Confirm>
  );
}
