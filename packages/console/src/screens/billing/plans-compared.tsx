import { Badge } from '../../ui/badge.js';
import { count, money } from '../../ui/numbers.js';
import { Panel } from '../../ui/page.js';
import { meterNames, meters, type Plan } from './billing-queries.js';

/** What each plan costs and includes, side by side. */
export function PlansCompared({ plans, current }: { plans: readonly Plan[]; current: Plan['key'] | null }) {
  return (
    <Panel flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <section tabIndex={0} aria-label="Plans" className="overflow-x-auto">
        <table className="w-full text-[13px]">
          <thead>
            <tr className="border-b align-top">
              <th className="px-4 py-3 text-left text-xs font-medium text-faint">Plan</th>
              {plans.map(({ key, name, monthlyPrice, currency }) => (
                <th key={key} scope="col" className="px-4 py-3 text-right font-semibold whitespace-nowrap">
                  {key === current && <Badge tone="accent">current</Badge>} {name}
                  <span className="block font-normal text-muted">{money(monthlyPrice, currency)} a month</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {meters.map((meter) => (
              <tr key={meter} className="align-top">
                <th scope="row" className="px-4 py-2.5 text-left font-medium">
                  {meterNames[meter]}
                </th>
                {plans.map(({ key, included, usagePrices, currency }) => (
                  <td key={key} className="px-4 py-2.5 text-right tabular-nums">
                    {count(included[meter])} included
                    <span className="block text-xs text-faint">{beyond(usagePrices[meter], currency)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function beyond({ price, per }: Plan['usagePrices'][keyof Plan['usagePrices']], currency: string): string {
  return `then ${money(price, currency)} ${per === 1 ? 'each' : `per ${count(per)}`}`;
}
