import { useNavigate } from '@tanstack/react-router';
import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Page } from '../../ui/page.js';
import { SearchBox } from '../../ui/search-box.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { contactsRoute } from './customers.routes.js';

export function ContactsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const { q } = contactsRoute.useSearch();
  const navigate = useNavigate({ from: contactsRoute.fullPath });
  const contacts = usePages(['contacts', tenantId, { q }], (cursor) =>
    answered(tenantApi.GET('/v1/contacts', { params: { query: { q, cursor, limit: 200 } } })),
  );
  return (
    <Page
      title="Customers"
      filled
      bar={
        <SearchBox
          label="Name, e-mail, company"
          value={q ?? ''}
          onChange={(text) => navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })}
        />
      }
    >
      <DataTable
        label="Contacts"
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={q ? 'Nobody is called so' : 'There are no contacts yet'} />}
        {...contacts}
      />
    </Page>
  );
}

type Contact = components['schemas']['ContactView'];

const columns: readonly Column<Contact>[] = [
  { id: 'name', header: 'Name', width: 'minmax(140px, 1.4fr)', cell: ({ displayName }) => displayName },
  { id: 'email', header: 'E-mail', width: 'minmax(140px, 2fr)', cell: ({ emails }) => emails[0]?.address },
  { id: 'company', header: 'Company', width: 'minmax(120px, 1.2fr)', wideOnly: true, cell: ({ company }) => company },
  {
    id: 'updated',
    header: 'Changed',
    width: '120px',
    wideOnly: true,
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];
