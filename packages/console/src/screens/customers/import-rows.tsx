import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/states.js';
import { usePages } from '../../ui/use-pages.js';
import { isUnderWay } from './import-progress.js';
import type { Import } from './import-views.js';

interface Row {
  readonly line: number;
  readonly reason: string | null;
  readonly values?: Readonly<Record<string, string>>;
}

/** Rows by line. Whatever a cell holds, a formula or a script, it is a text here. */
export function ImportRows({ about, status }: { about: Import; status: 'rejected' | 'accepted' }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { id, dryRun, rejections, columns: names } = about;
  const rows = usePages<Row>(
    ['imports', tenantId, 'rows', id, { status }],
    (cursor) =>
      answered(
        tenantApi.GET('/v1/imports/{id}/rows', { params: { path: { id }, query: { status, cursor, limit: 200 } } }),
      ),
    // Of a dry run no rows are kept.
    { enabled: !dryRun, refetchInterval: isUnderWay(about) && 1_000 },
  );
  const columns: readonly Column<Row>[] = [
    { id: 'line', header: 'Line', width: '72px', align: 'end', cell: ({ line }) => line },
    ...(status === 'rejected'
      ? [{ id: 'reason', header: 'Reason', width: 'minmax(200px, 2fr)', cell: ({ reason }: Row) => reason }]
      : []),
    ...(dryRun
      ? []
      : names.slice(0, 4).map((name, index) => ({
          id: name,
          header: name,
          width: 'minmax(110px, 1fr)',
          wideOnly: status === 'rejected' || index > 1,
          cell: ({ values }: Row) => values?.[name],
        }))),
  ];
  const empty = status === 'rejected' ? 'No rejected rows' : 'No accepted rows';
  return (
    <DataTable
      label={status === 'rejected' ? 'Rejected rows' : 'Accepted rows'}
      columns={columns}
      rowKey={({ line }) => String(line)}
      empty={<Empty title={empty} />}
      {...(dryRun ? { rows: rejections } : rows)}
    />
  );
}
