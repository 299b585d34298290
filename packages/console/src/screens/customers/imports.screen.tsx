import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { ActorName } from '../../people/actor-name.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Badge } from '../../ui/badge.js';
import { Closed } from '../../ui/closed.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { DropZone } from '../../ui/drop-zone.js';
import { count } from '../../ui/numbers.js';
import { Page } from '../../ui/page.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { importsRoute } from './customers.routes.js';
import { CustomersNav } from './customers-nav.js';
import { isUnderWay } from './import-progress.js';
import type { Import } from './import-views.js';
import { StartImport } from './start-import.js';

export function ImportsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate({ from: importsRoute.fullPath });
  const mayRead = useMay('imports:read');
  const mayImport = useMay('imports:create');
  const [file, setFile] = useState<File>();
  const imports = usePages(
    ['imports', tenantId, 'list'],
    (cursor) => answered(tenantApi.GET('/v1/imports', { params: { query: { cursor, limit: 100 } } })),
    { enabled: mayRead, refetchInterval: (newest) => newest.some(isUnderWay) && 1_000 },
  );
  const open = (importId: string) =>
    navigate({ to: '/t/$tenantId/customers/imports/$importId', params: { tenantId, importId } });
  return (
    <Page title="Customers" filled aside={<CustomersNav />}>
      {mayRead ? (
        <>
          {mayImport && (
            <div className="border-b p-4 md:px-6">
              <DropZone label="Drop a CSV file here" accept=".csv,text/csv" onFile={setFile}>
                Contacts or users, with a header line; up to 50 MiB and 100,000 rows.
              </DropZone>
            </div>
          )}
          <div className="min-h-0 flex-1">
            <DataTable
              label="Imports"
              columns={columns(tenantId)}
              rowKey={({ id }) => id}
              onOpen={({ id }) => open(id)}
              empty={<Empty title="No imports yet">Each import is reported here row by row.</Empty>}
              {...imports}
            />
          </div>
        </>
      ) : (
        <Closed permission="imports:read" />
      )}
      {file && <StartImport file={file} onClose={() => setFile(undefined)} onStarted={({ id }) => void open(id)} />}
    </Page>
  );
}

const columns = (tenantId: string): readonly Column<Import>[] => [
  {
    id: 'file',
    header: 'File',
    width: 'minmax(140px, 2fr)',
    cell: ({ id, fileName, dryRun }) => (
      <span className="flex items-center gap-2">
        <Link
          to="/t/$tenantId/customers/imports/$importId"
          params={{ tenantId, importId: id }}
          className="truncate font-medium hover:underline"
        >
          {fileName ?? 'unnamed file'}
        </Link>
        {dryRun && <Badge>dry run</Badge>}
      </span>
    ),
  },
  { id: 'kind', header: 'Kind', width: '80px', wideOnly: true, cell: ({ kind }) => kind },
  { id: 'status', header: 'State', width: '104px', cell: ({ status }) => <StateBadge state={status} /> },
  {
    id: 'accepted',
    header: 'Accepted',
    width: '80px',
    align: 'end',
    wideOnly: true,
    cell: ({ acceptedRows }) => count(acceptedRows),
  },
  {
    id: 'rejected',
    header: 'Rejected',
    width: '80px',
    align: 'end',
    cell: ({ rejectedRows }) => count(rejectedRows),
  },
  {
    id: 'by',
    header: 'By',
    width: 'minmax(100px, 1fr)',
    wideOnly: true,
    cell: ({ startedBy }) => <ActorName actor={startedBy} />,
  },
  { id: 'at', header: 'When', width: '120px', wideOnly: true, cell: ({ createdAt }) => <Time at={createdAt} /> },
];
