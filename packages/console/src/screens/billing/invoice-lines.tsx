import type { components } from '../../api/generated/schema.js';
import { count, money } from '../../ui/numbers.js';

export function InvoiceLines({ invoice }: { invoice: components['schemas']['InvoiceDetailView'] }) {
  const { lines, currency, total } = invoice;
  return (
    <table className="w-full text-[13px]">
      <caption className="sr-only">Lines</caption>
      <thead className="text-xs text-faint">
        <tr className="border-b">
          <th className="py-1.5 text-left font-medium">Line</th>
          <th className="w-24 py-1.5 text-right font-medium">Quantity</th>
          <th className="w-28 py-1.5 text-right font-medium">Amount</th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {lines.map(({ kind, description, quantity, amount }, index) => (
          <tr key={index} className="align-top">
            <td className="py-1.5">
              {description} <span className="text-xs text-faint">{kind}</span>
            </td>
            <td className="py-1.5 text-right tabular-nums">{count(quantity)}</td>
            <td className="py-1.5 text-right tabular-nums">{money(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t font-semibold">
          <th scope="row" colSpan={2} className="py-1.5 text-left">
            Total
          </th>
          <td className="py-1.5 text-right tabular-nums">{money(total, currency)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
