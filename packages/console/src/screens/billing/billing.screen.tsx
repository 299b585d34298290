import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { ClosedPage } from '../../ui/closed.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Tabs } from '../../ui/tabs.js';
import { billingRoute } from './billing.routes.js';
import { usePlans, useSubscription } from './billing-queries.js';
import { Invoices } from './invoices.js';
import { PlansCompared } from './plans-compared.js';
import { SubscriptionActs } from './subscription-acts.js';
import { SubscriptionPanel } from './subscription-panel.js';
import { UsagePanel } from './usage-panel.js';

const tabs = [
  { value: 'overview', label: 'Subscription' },
  { value: 'invoices', label: 'Invoices' },
  { value: 'plans', label: 'Plans' },
] as const;

const kinds = [
  { value: 'invoice', label: 'invoices' },
  { value: 'credit-note', label: 'credit notes' },
] as const;

export function BillingScreen() {
  return useMay('billing:read') ? <Billing /> : <ClosedPage title="Billing" permission="billing:read" />;
}

function Billing() {
  const { tab, kind } = billingRoute.useSearch();
  const navigate = useNavigate({ from: billingRoute.fullPath });
  const subscription = useSubscription();
  const plans = usePlans();
  if (!subscription.isSuccess) return <AwaitedPage title="Billing" query={subscription} />;
  if (!plans.isSuccess) return <AwaitedPage title="Billing" query={plans} />;
  const { data, etag } = subscription.data;
  return (
    <Page
      title="Billing"
      filled={tab === 'invoices'}
      aside={<StateBadge state={data.status} />}
      actions={<SubscriptionActs subscription={data} etag={etag} plans={plans.data.items} />}
      bar={
        <>
          <Tabs
            label="Billing views"
            value={tab ?? 'overview'}
            choices={tabs}
            onChange={(value) => navigate({ search: { tab: value === 'overview' ? undefined : value } })}
          />
          {tab === 'invoices' && (
            <FilterSelect
              label="Kind"
              value={kind}
              choices={kinds}
              onChange={(value) => navigate({ search: (old) => ({ ...old, kind: value }) })}
            />
          )}
        </>
      }
    >
      {tab === undefined && (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
          <SubscriptionPanel subscription={data} />
          <UsagePanel />
        </div>
      )}
      {tab === 'invoices' && <Invoices />}
      {tab === 'plans' && <PlansCompared plans={plans.data.items} current={data.plan} />}
    </Page>
  );
}
