import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { ContactName } from './contact-name.js';
import { mergesRoute } from './customers.routes.js';
import { CustomersNav } from './customers-nav.js';
import { percent } from './evidence.js';
import { UndoMerge } from './undo-merge.js';

export type Merge = components['schemas']['MergeView'];

export function MergesScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { survivor: survivorId } = mergesRoute.useSearch();
  const navigate = useNavigate({ from: mergesRoute.fullPath });
  const mayUndo = useMay('contacts:merge');
  const [undoing, setUndoing] = useState<Merge>();
  const merges = usePages(['merges', tenantId, { survivorId }], (cursor) =>
    answered(tenantApi.GET('/v1/merges', { params: { query: { survivorId, cursor, limit: 100 } } })),
  );
  const columns: readonly Column<Merge>[] = [
    {
      id: 'survivor',
      header: 'Survivor',
      width: 'minmax(140px, 1.6fr)',
      cell: (merge) => (
        <Link
          to="/t/$tenantId/customers/$contactId"
          params={{ tenantId, contactId: merge.survivorId }}
          className="font-medium hover:underline"
        >
          <ContactName id={merge.survivorId} />
        </Link>
      ),
    },
    { id: 'merged', header: 'Merged', width: '80px', align: 'end', cell: ({ mergedIds }) => mergedIds.length },
    {
      id: 'score',
      header: 'Match',
      width: '72px',
      align: 'end',
      wideOnly: true,
      cell: ({ score }) => (score === null ? '–' : percent(score)),
    },
    {
      id: 'by',
      header: 'By',
      width: 'minmax(100px, 1fr)',
      wideOnly: true,
      cell: ({ mergedBy }) => <ActorName actor={mergedBy} />,
    },
    { id: 'at', header: 'When', width: '120px', wideOnly: true, cell: ({ mergedAt }) => <Time at={mergedAt} /> },
    {
      id: 'undo',
      header: 'State',
      width: '104px',
      cell: (merge) =>
        merge.undoneAt ? (
          <Badge>undone</Badge>
        ) : mayUndo ? (
          <Button className="!h-7" onClick={() => setUndoing(merge)}>
            Undo
          </Button>
        ) : (
          <Badge tone="good">merged</Badge>
        ),
    },
  ];
  return (
    <Page
      title="Customers"
      filled
      aside={<CustomersNav />}
      bar={
        survivorId && (
          <>
            <span className="text-[13px]">
              Into <ContactName id={survivorId} />
            </span>
            <Button look="quiet" onClick={() => void navigate({ search: {} })}>
              Show all
            </Button>
          </>
        )
      }
    >
      <DataTable
        label="Merges"
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title="No merges yet">Possible duplicates are listed under Duplicates.</Empty>}
        {...merges}
      />
      {undoing && <UndoMerge merge={undoing} onClose={() => setUndoing(undefined)} />}
    </Page>
  );
}
