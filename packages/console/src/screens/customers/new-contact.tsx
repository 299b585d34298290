import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import type { components } from '../../api/generated/schema.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useAct } from '../../ui/use-act.js';
import { ContactDialog } from './contact-dialog.js';
import { emptyDraft } from './contact-draft.js';

export function NewContact({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate();
  const [intention] = useState(newIntention);
  const create = useAct(
    (body: components['schemas']['ContactDto']) =>
      answered(tenantApi.POST('/v1/contacts', { params: { header: { 'Idempotency-Key': intention } }, body })),
    { done: 'Contact created.', refresh: [['contacts', tenantId]], quiet: true },
  );
  return (
    <ContactDialog
      title="New contact"
      action="Create"
      before={emptyDraft}
      onClose={onClose}
      onSave={async (body) => {
        const { id } = await create.mutateAsync(body);
        await navigate({ to: '/t/$tenantId/customers/$contactId', params: { tenantId, contactId: id } });
      }}
    />
  );
}
