import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Badge } from '../../ui/badge.js';
import { Button, buttonClass } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Page } from '../../ui/page.js';
import { Empty } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { usePages } from '../../ui/use-pages.js';
import { ContactFilters } from './contact-filters.js';
import { type Contact, sourceLabels } from './contact-sources.js';
import { contactsRoute } from './customers.routes.js';
import { CustomersNav } from './customers-nav.js';
import { ExportContacts } from './export-contacts.js';
import { NewContact } from './new-contact.js';

export function ContactsScreen() {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const search = contactsRoute.useSearch();
  const navigate = useNavigate({ from: contactsRoute.fullPath });
  const mayWrite = useMay('contacts:write');
  const [creating, setCreating] = useState(false);
  const { segment: segmentId, ...filters } = search;
  const contacts = usePages(['contacts', tenantId, 'list', search], (cursor) =>
    answered(tenantApi.GET('/v1/contacts', { params: { query: { ...filters, segmentId, cursor, limit: 200 } } })),
  );
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <Page
      title="Customers"
      filled
      aside={<CustomersNav />}
      actions={
        <>
          <ExportContacts />
          {mayWrite && (
            <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
              New contact
            </Button>
          )}
        </>
      }
      bar={<ContactFilters />}
    >
      <DataTable
        label="Contacts"
        columns={columns(tenantId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => navigate({ to: '/t/$tenantId/customers/$contactId', params: { tenantId, contactId: id } })}
        empty={
          isFiltered ? (
            <Empty title="No contacts match">Change the search or the filters.</Empty>
          ) : (
            <Empty
              title="No contacts yet"
              action={
                <Link to="/t/$tenantId/customers/imports" params={{ tenantId }} className={buttonClass()}>
                  Import a file
                </Link>
              }
            >
              Add one, or import them from a CSV file.
            </Empty>
          )
        }
        {...contacts}
      />
      {creating && <NewContact onClose={() => setCreating(false)} />}
    </Page>
  );
}

const columns = (tenantId: string): readonly Column<Contact>[] => [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(140px, 1.4fr)',
    cell: ({ id, displayName }) => (
      <Link
        to="/t/$tenantId/customers/$contactId"
        params={{ tenantId, contactId: id }}
        className="font-medium hover:underline"
      >
        {displayName}
      </Link>
    ),
  },
  {
    id: 'email',
    header: 'E-mail',
    width: 'minmax(140px, 2fr)',
    cell: ({ emails }) => {
      const email = emails.find(({ primary }) => primary) ?? emails[0];
      return (
        <span className="flex items-center gap-2">
          <span className="truncate">{email?.address}</span>
          {emails.some(({ status }) => status === 'bounced') && <Badge tone="bad">bounced</Badge>}
        </span>
      );
    },
  },
  { id: 'company', header: 'Company', width: 'minmax(120px, 1.2fr)', wideOnly: true, cell: ({ company }) => company },
  { id: 'source', header: 'Source', width: '108px', wideOnly: true, cell: ({ source }) => sourceLabels[source] },
  {
    id: 'updated',
    header: 'Updated',
    width: '120px',
    wideOnly: true,
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];
