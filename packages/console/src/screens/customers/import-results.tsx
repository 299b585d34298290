import { Link, useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Badge, type Tone } from '../../ui/badge.js';
import { shortId } from '../../ui/copy-text.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { choicesOf } from '../../ui/field.js';
import { FilterSelect } from '../../ui/filter-select.js';
import { Empty } from '../../ui/states.js';
import { usePages } from '../../ui/use-pages.js';
import { importRoute } from './customers.routes.js';
import { type ContactImport, type RowOutcome, rowOutcomes } from './import-views.js';

type Result = components['schemas']['ImportResultView'];

interface ImportResultsProps {
  readonly importId: string;
  /** Undefined as long as none of its rows has come to the contacts; then nothing can be asked yet. */
  readonly contacts: ContactImport | undefined;
  readonly outcome: RowOutcome | undefined;
}

/** What became of each row that was taken. */
export function ImportResults({ importId, contacts, outcome }: ImportResultsProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate({ from: importRoute.fullPath });
  const running = contacts === undefined || contacts.status === 'running';
  const results = usePages(
    ['imports', tenantId, 'results', importId, { outcome, running }],
    (cursor) =>
      answered(
        tenantApi.GET('/v1/contact-imports/{id}/results', {
          params: { path: { id: importId }, query: { outcome, cursor, limit: 200 } },
        }),
      ),
    { enabled: contacts !== undefined, refetchInterval: running && 1_000 },
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="border-b px-4 py-2 md:px-6">
        <FilterSelect
          label="Outcome"
          value={outcome}
          choices={choicesOf(rowOutcomes)}
          onChange={(value) => navigate({ search: (old) => ({ ...old, outcome: value }) })}
        />
      </div>
      <div className="min-h-0 flex-1">
        <DataTable
          label="Results"
          columns={columns(tenantId)}
          rowKey={({ line }) => String(line)}
          empty={
            <Empty
              title={running ? 'The rows are being processed' : outcome ? `No ${outcome} rows` : 'No accepted rows'}
            />
          }
          {...results}
        />
      </div>
    </div>
  );
}

const tones: Readonly<Record<RowOutcome, Tone>> = {
  created: 'good',
  updated: 'info',
  merged: 'accent',
  invalid: 'bad',
};

const columns = (tenantId: string): readonly Column<Result>[] => [
  { id: 'line', header: 'Line', width: '72px', align: 'end', cell: ({ line }) => line },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '88px',
    cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcome}</Badge>,
  },
  {
    id: 'contact',
    header: 'Contact',
    width: 'minmax(120px, 1fr)',
    cell: ({ contactId }) =>
      contactId && (
        <Link
          to="/t/$tenantId/customers/$contactId"
          params={{ tenantId, contactId }}
          className="font-mono text-xs text-accent hover:underline"
        >
          {shortId(contactId)}
        </Link>
      ),
  },
  {
    id: 'why',
    header: 'Reason',
    width: 'minmax(140px, 2fr)',
    wideOnly: true,
    cell: ({ reason, note }) => reason ?? note,
  },
];
