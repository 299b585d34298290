import type { components } from '../../api/generated/schema.js';
import { count } from '../../ui/numbers.js';
import { Moment } from '../../ui/time.js';
import { meterNames } from './billing-queries.js';

/** What was counted in the periods before. */
export function PastUsage({ sums }: { sums: readonly components['schemas']['UsageSum'][] }) {
  if (sums.length === 0) return null;
  return (
    <table className="mt-4 w-full border-t text-[13px]">
      <caption className="pt-3 pb-1 text-left text-xs font-medium text-faint">Earlier periods</caption>
      <tbody>
        {sums.map(({ periodStart, meter, quantity, invoiced }) => (
          <tr key={periodStart + meter}>
            <td className="py-1">
              <Moment at={periodStart} />
            </td>
            <td>{meterNames[meter]}</td>
            <td className="text-right tabular-nums">{count(quantity)}</td>
            <td className="text-right text-faint">{invoiced ? 'invoiced' : 'not invoiced'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
