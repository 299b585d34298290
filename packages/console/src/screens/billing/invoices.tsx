import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { money } from '../../ui/numbers.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { billingRoute } from './billing.routes.js';
import { Invoice } from './invoice.js';

/** Invoices and credit notes, newest first; a row opens with its lines. */
export function Invoices() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { kind, invoice } = billingRoute.useSearch();
  const navigate = useNavigate({ from: billingRoute.fullPath });
  const open = (id: string | undefined) => navigate({ search: (old) => ({ ...old, invoice: id }) });
  const invoices = usePages(['billing', tenantId, 'invoices', { kind }], (cursor) =>
    answered(tenantApi.GET('/v1/invoices', { params: { query: { kind, cursor, limit: 100 } } })),
  );
  return (
    <>
      <DataTable
        label="Invoices"
        columns={columns}
        rowKey={({ id }) => id}
        selectedKey={invoice}
        onOpen={({ id }) => open(id)}
        empty={
          kind ? (
            <Empty title="No invoices match">Change the filter.</Empty>
          ) : (
            <Empty title="No invoices yet">The first invoice is issued when the subscription is activated.</Empty>
          )
        }
        {...invoices}
      />
      {invoice && <Invoice key={invoice} id={invoice} onClose={() => open(undefined)} />}
    </>
  );
}

type InvoiceView = components['schemas']['InvoiceView'];

const columns: readonly Column<InvoiceView>[] = [
  {
    id: 'number',
    header: 'Number',
    width: '110px',
    cell: ({ number, kind }) => (kind === 'invoice' ? `Invoice ${number}` : `Credit ${number}`),
  },
  { id: 'status', header: 'State', width: '72px', cell: ({ status }) => <StateBadge state={status} /> },
  { id: 'reason', header: 'Reason', width: 'minmax(120px, 2fr)', wideOnly: true, cell: ({ reason }) => reason },
  {
    id: 'total',
    header: 'Total',
    width: 'minmax(80px, 1fr)',
    align: 'end',
    cell: ({ total, currency }) => money(total, currency),
  },
  {
    id: 'balance',
    header: 'Balance',
    width: '100px',
    align: 'end',
    wideOnly: true,
    cell: ({ balance, currency }) => money(balance, currency),
  },
  { id: 'due', header: 'Due', width: '110px', wideOnly: true, cell: ({ dueAt }) => <Time at={dueAt} /> },
  { id: 'issued', header: 'Issued', width: '116px', wideOnly: true, cell: ({ issuedAt }) => <Time at={issuedAt} /> },
];
