import { useQuery } from '@tanstack/react-query';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Awaited } from '../../ui/awaited.js';
import { Dialog } from '../../ui/dialog.js';
import { money } from '../../ui/numbers.js';
import { Facts } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Moment } from '../../ui/time.js';
import { InvoiceLines } from './invoice-lines.js';
import { NotePayment } from './note-payment.js';

/** One invoice or credit note: its lines, which add up to its total, and what settled it. */
export function Invoice({ id, onClose }: { id: string; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const invoice = useQuery({
    queryKey: ['billing', tenantId, 'invoice', id],
    queryFn: () => answered(tenantApi.GET('/v1/invoices/{id}', { params: { path: { id } } })),
  });
  const { data } = invoice;
  return (
    <Dialog title={data ? titleOf(data) : 'Invoice'} wide onClose={onClose}>
      {!invoice.isSuccess && <Awaited query={invoice} />}
      {data && (
        <div className="flex flex-col gap-5">
          <InvoiceFacts invoice={data} />
          <InvoiceLines invoice={data} />
          <Settlements invoice={data} />
          <NotePayment invoice={data} />
        </div>
      )}
    </Dialog>
  );
}

type InvoiceDetail = components['schemas']['InvoiceDetailView'];

function titleOf({ kind, number, final }: InvoiceDetail): string {
  return `${final ? 'Final ' : ''}${kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number}`;
}

function InvoiceFacts({ invoice }: { invoice: InvoiceDetail }) {
  const { status, reason, issuedAt, dueAt, settledAt, periodStart, periodEnd, reminders, dunning } = invoice;
  return (
    <Facts
      facts={[
        ['State', <StateBadge key="state" state={status} />],
        ['Reason', reason],
        [
          'Period',
          <span key="period">
            <Moment at={periodStart} /> to <Moment at={periodEnd} />
          </span>,
        ],
        ['Issued', <Moment key="issued" at={issuedAt} />],
        ...(dueAt ? [['Due', <Moment key="due" at={dueAt} />] as const] : []),
        ...(settledAt ? [['Settled', <Moment key="settled" at={settledAt} />] as const] : []),
        ...(reminders.length > 0 ? [['Reminders', `${reminders.length}, ${dunning}`] as const] : []),
      ]}
    />
  );
}

function Settlements({ invoice }: { invoice: InvoiceDetail }) {
  const { settlements, currency, balance } = invoice;
  return (
    <section className="text-[13px]">
      <h3 className="mb-1 text-xs font-medium text-faint">Settlements</h3>
      {settlements.length === 0 && <p className="text-muted">Nothing yet.</p>}
      <ul>
        {settlements.map(({ kind, amount, reference, at }) => (
          <li key={at + kind} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {kind === 'payment' ? 'Payment' : 'Offset with a credit note'} {reference && `(${reference})`}{' '}
              <span className="text-faint">
                <Moment at={at} />
              </span>
            </span>
            <span className="ml-auto tabular-nums">{money(amount, currency)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 flex justify-between font-medium">
        <span>Balance</span>
        <span className="tabular-nums">{money(balance, currency)}</span>
      </p>
    </section>
  );
}
