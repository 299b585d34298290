import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { answeredWithTag } from '../../api/api.js';
import { useApi } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { AwaitedPage } from '../../ui/awaited.js';
import { BackLink } from '../../ui/back-link.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Page, Panel } from '../../ui/page.js';
import { ContactFacts } from './contact-facts.js';
import { ContactTimeline } from './contact-timeline.js';
import { contactRoute } from './customers.routes.js';
import { DeleteContact } from './delete-contact.js';
import { EditContact } from './edit-contact.js';

export function ContactScreen() {
  const { tenantId, contactId } = contactRoute.useParams();
  const tenantApi = useApi();
  const mayWrite = useMay('contacts:write');
  const [editing, setEditing] = useState(false);
  const read = useQuery({
    queryKey: ['contacts', tenantId, 'one', contactId],
    queryFn: () => answeredWithTag(tenantApi.GET('/v1/contacts/{id}', { params: { path: { id: contactId } } })),
  });
  if (!read.isSuccess) return <AwaitedPage title="Contact" query={read} />;
  const { data: contact, etag } = read.data;
  const { mergedInto } = contact;
  // Its place is the survivor's: whoever comes by an old link reads what is true now.
  if (mergedInto) {
    return <Navigate to="/t/$tenantId/customers/$contactId" params={{ tenantId, contactId: mergedInto }} replace />;
  }
  return (
    <Page
      title={contact.displayName}
      aside={
        <>
          <BackLink to="/t/$tenantId/customers" params={{ tenantId }}>
            Contacts
          </BackLink>
          {contact.emails.some(({ status }) => status === 'bounced') && <Badge tone="bad">bounced</Badge>}
        </>
      }
      actions={
        <>
          <DeleteContact contact={contact} etag={etag} />
          {mayWrite && (
            <Button look="primary" icon={<Pencil />} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )}
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <ContactFacts contact={contact} />
        <Panel
          title="Timeline"
          flush
          actions={
            <Link
              to="/t/$tenantId/customers/merges"
              params={{ tenantId }}
              search={{ survivor: contact.id }}
              className="text-xs text-muted hover:text-ink hover:underline"
            >
              Merge history
            </Link>
          }
        >
          <ContactTimeline contactId={contact.id} />
        </Panel>
      </div>
      {editing && <EditContact contact={contact} etag={etag} onClose={() => setEditing(false)} />}
    </Page>
  );
}
