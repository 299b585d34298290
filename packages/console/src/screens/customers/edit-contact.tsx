import { answered } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useAct } from '../../ui/use-act.js';
import { ContactDialog } from './contact-dialog.js';
import { draftOf } from './contact-draft.js';
import type { Contact } from './contact-sources.js';

interface EditContactProps {
  readonly contact: Contact;
  /** What it was when it was read: an edit of something else is refused. */
  readonly etag: string | null;
  readonly onClose: () => void;
}

export function EditContact({ contact, etag, onClose }: EditContactProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const edit = useAct(
    (body: components['schemas']['ContactDto']) =>
      answered(
        tenantApi.PATCH('/v1/contacts/{id}', {
          params: { path: { id: contact.id }, header: { 'If-Match': etag ?? undefined } },
          body,
        }),
      ),
    { done: 'Contact saved.', refresh: [['contacts', tenantId]], quiet: true },
  );
  return (
    <ContactDialog
      title={`Edit ${contact.displayName}`}
      action="Save"
      before={draftOf(contact)}
      onClose={onClose}
      onSave={async (changes) => {
        await edit.mutateAsync(changes);
        onClose();
      }}
    />
  );
}
