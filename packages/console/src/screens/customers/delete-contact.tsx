import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Contact } from './contact-sources.js';

/** Removes a contact for good, after a question. */
export function DeleteContact({ contact, etag }: { contact: Contact; etag: string | null }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate();
  const may = useMay('contacts:delete');
  const [asked, setAsked] = useState(false);
  const remove = useAct(
    () =>
      answered(
        tenantApi.DELETE('/v1/contacts/{id}', {
          params: { path: { id: contact.id }, header: { 'If-Match': etag ?? undefined } },
        }),
      ),
    { done: 'Contact deleted.', quiet: true, refresh: [['contacts', tenantId, 'list']] },
  );
  if (!may) return null;
  return (
    <>
      <Button look="quiet" icon={<Trash2 />} onClick={() => setAsked(true)}>
        Delete
      </Button>
      {asked && (
        <Confirm
          title={`Delete ${contact.displayName}?`}
          action="Delete"
          danger
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            await remove.mutateAsync(undefined);
            await navigate({ to: '/t/$tenantId/customers', params: { tenantId } });
          }}
        >
          The contact is deleted with its timeline and its merges. This cannot be undone.
        </Confirm>
      )}
    </>
  );
}
