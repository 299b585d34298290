import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { Meter } from '../../ui/meter.js';
import { count, money } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Moment } from '../../ui/time.js';
import { meterNames } from './billing-queries.js';
import { PastUsage } from './past-usage.js';

type UsageView = components['schemas']['UsageView'];

/** What is used of what the plan includes, and what the rest costs so far. */
export function UsagePanel() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const usage = useQuery({
    queryKey: ['billing', tenantId, 'usage'],
    queryFn: () => answered(tenantApi.GET('/v1/usage')),
  });
  if (!usage.isSuccess) return <Awaited query={usage} />;
  const { current, items } = usage.data;
  return (
    <Panel title="Usage in this period">
      {current ? <Current current={current} /> : <Empty title="No current period">Usage is not counted now.</Empty>}
      <PastUsage sums={items.filter(({ periodStart }) => periodStart !== current?.periodStart)} />
    </Panel>
  );
}

function Current({ current }: { current: NonNullable<UsageView['current']> }) {
  const { meters, currency, periodStart, periodEnd } = current;
  const total = meters.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <div className="flex flex-col gap-4 text-[13px]">
      {meters.map(({ meter, quantity, included, billable, amount }) => (
        <div key={meter} className="flex flex-col gap-1.5">
          <div className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{meterNames[meter]}</span>
            <span className="text-muted tabular-nums">
              {count(quantity)} of {count(included)} included
              {billable > 0 && (
                <>
                  , {count(billable)} over: <span className="text-ink">{money(amount, currency)}</span>
                </>
              )}
            </span>
          </div>
          <Meter label={meterNames[meter]} value={quantity} max={included} />
        </div>
      ))}
      <p className="text-muted">
        Overage so far: <span className="font-medium text-ink">{money(total, currency)}</span>
      </p>
      <p className="text-xs text-faint">
        <Moment at={periodStart} /> to <Moment at={periodEnd} />
      </p>
    </div>
  );
}
