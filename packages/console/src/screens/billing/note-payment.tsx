import { type FormEvent, useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { money } from '../../ui/numbers.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';

/** For operators: notes that the open amount has arrived. */
export function NotePayment({ invoice }: { invoice: components['schemas']['InvoiceDetailView'] }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { kind } = useUser();
  const [intention] = useState(newIntention);
  const [reference, setReference] = useState('');
  const { id, balance, currency, status } = invoice;
  const pay = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/invoices/{id}/pay', {
          params: { path: { id }, header: { 'Idempotency-Key': intention } },
          body: { amount: balance, ...(reference.trim() ? { reference: reference.trim() } : {}) },
        }),
      ),
    { done: 'Payment recorded.', refresh: [['billing', tenantId]], quiet: true },
  );
  if (kind !== 'operator' || invoice.kind !== 'invoice' || status !== 'open') return null;
  const failure = pay.error ? failureOf(pay.error) : undefined;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    pay.mutate(undefined);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3 border-t pt-4">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-40 flex-1">
          <TextField
            label="Payment reference"
            value={reference}
            onChange={setReference}
            error={failure?.fieldError('reference')}
          />
        </div>
        <Button type="submit" look="primary" busy={pay.isPending}>
          Record payment of {money(balance, currency)}
        </Button>
      </div>
      {failure && <Notice error={failure} />}
    </form>
  );
}
