import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useAct } from '../../ui/use-act.js';
import { usePages } from '../../ui/use-pages.js';
import { AddSuppression } from './add-suppression.js';
import type { Suppression } from './mail-facts.js';
import { MailPage } from './mail-page.js';

export function SuppressionsScreen() {
  const tenantApi = useApi();
  const suppressions = usePages(['mail', useTenantId(), 'suppressions'], (cursor) =>
    answered(tenantApi.GET('/v1/mail/suppressions', { params: { query: { cursor, limit: 100 } } })),
  );
  return (
    <MailPage view="suppressions" actions={<AddSuppression />}>
      <DataTable
        label="Suppressed addresses"
        columns={columns}
        rowKey={({ address }) => address}
        empty={
          <Empty title="No suppressed addresses">
            Addresses that bounced for good appear here and are not mailed again.
          </Empty>
        }
        {...suppressions}
      />
    </MailPage>
  );
}

const columns: readonly Column<Suppression>[] = [
  {
    id: 'address',
    header: 'Address',
    width: 'minmax(160px, 1.4fr)',
    cell: ({ address }) => (
      <span className="font-medium" title={address}>
        {address}
      </span>
    ),
  },
  {
    id: 'why',
    header: 'Reason',
    width: 'minmax(140px, 1.4fr)',
    wideOnly: true,
    cell: ({ explanation, nextStep }) => <span title={`${explanation} ${nextStep}`}>{explanation}</span>,
  },
  {
    id: 'answer',
    header: 'Server response',
    width: 'minmax(140px, 1.4fr)',
    wideOnly: true,
    cell: ({ diagnostic }) => (
      <span className="font-mono text-xs" title={diagnostic}>
        {diagnostic}
      </span>
    ),
  },
  { id: 'at', header: 'Since', width: '110px', wideOnly: true, cell: ({ at }) => <Time at={at} /> },
  { id: 'until', header: 'Until', width: '96px', wideOnly: true, cell: ({ until }) => <Time at={until} /> },
  {
    id: 'acts',
    header: <span className="sr-only">Actions</span>,
    width: '92px',
    align: 'end',
    cell: (suppression) => <Remove suppression={suppression} />,
  },
];

function Remove({ suppression: { address } }: { suppression: Suppression }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const may = useMay('mail:update');
  const [asked, setAsked] = useState(false);
  const remove = useAct(
    () => answered(tenantApi.DELETE('/v1/mail/suppressions/{address}', { params: { path: { address } } })),
    { done: `${address} is no longer suppressed.`, refresh: [['mail', tenantId]], quiet: true },
  );
  if (!may) return null;
  return (
    <>
      <Button className="h-7 px-2" aria-label={`Remove ${address}`} onClick={() => setAsked(true)}>
        Remove
      </Button>
      {asked && (
        <Confirm
          title={`Mail ${address} again?`}
          action="Mail again"
          onClose={() => setAsked(false)}
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          The next mail to this address is sent. If it bounces again, the address returns to this list; too many bounces
          harm your sender reputation.
        </Confirm>
      )}
    </>
  );
}
