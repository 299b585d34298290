import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { duplicatesRoute } from './customers.routes.js';
import { CustomersNav } from './customers-nav.js';
import { EvidenceBadges, percent } from './evidence.js';
import { MergePair } from './merge-pair.js';

export type Duplicate = components['schemas']['DuplicateView'];

export function DuplicatesScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { status, contact, pair: pairId } = duplicatesRoute.useSearch();
  const navigate = useNavigate({ from: duplicatesRoute.fullPath });
  const pairs = usePages(['duplicates', tenantId, { status, contact }], (cursor) =>
    answered(
      tenantApi.GET('/v1/duplicates', { params: { query: { status, contactId: contact, cursor, limit: 200 } } }),
    ),
  );
  const show = (pair: string | undefined): void => void navigate({ search: (old) => ({ ...old, pair }) });
  const shown = pairs.rows.find(({ id }) => id === pairId);
  return (
    <Page
      title="Customers"
      filled
      aside={<CustomersNav />}
      bar={
        <Tabs
          label="Duplicates by state"
          value={status ?? 'open'}
          choices={[
            { value: 'open', label: 'Open' },
            { value: 'dismissed', label: 'Dismissed' },
          ]}
          onChange={(value) =>
            navigate({ search: (old) => ({ ...old, pair: undefined, status: value === 'open' ? undefined : value }) })
          }
        />
      }
    >
      <DataTable
        label="Pairs of contacts"
        columns={columns}
        rowKey={({ id }) => id}
        selectedKey={pairId}
        onOpen={({ id }) => show(id)}
        empty={
          status === 'dismissed' ? (
            <Empty title="No dismissed pairs" />
          ) : (
            <Empty title="No duplicates found">
              Contacts are compared whenever they are created or changed. Likely pairs stay here until someone decides.
            </Empty>
          )
        }
        {...pairs}
      />
      {shown && <MergePair pair={shown} onClose={() => show(undefined)} />}
    </Page>
  );
}

const columns: readonly Column<Duplicate>[] = [
  { id: 'score', header: 'Match', width: '72px', align: 'end', cell: ({ score }) => percent(score) },
  { id: 'first', header: 'Contact', width: 'minmax(120px, 1.2fr)', cell: ({ contacts }) => contacts[0]?.displayName },
  {
    id: 'second',
    header: 'Other contact',
    width: 'minmax(120px, 1.2fr)',
    cell: ({ contacts }) => contacts[1]?.displayName,
  },
  {
    id: 'evidence',
    header: 'Evidence',
    width: 'minmax(240px, 2.4fr)',
    wideOnly: true,
    cell: ({ evidence }) => <EvidenceBadges evidence={evidence} oneLine />,
  },
  { id: 'found', header: 'Found', width: '120px', wideOnly: true, cell: ({ foundAt }) => <Time at={foundAt} /> },
];
