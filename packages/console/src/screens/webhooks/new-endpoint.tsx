import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useAct } from '../../ui/use-act.js';
import { EndpointDialog, type EndpointDraft } from './endpoint-dialog.js';
import { SecretDialog } from './secret-dialog.js';

/** A new endpoint; its secret is shown as soon as it is there, so that the receiver can be set up. */
export function NewEndpoint({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const navigate = useNavigate();
  const [intention] = useState(newIntention);
  const [createdId, setCreatedId] = useState<string>();
  const create = useAct(
    (body: EndpointDraft) =>
      answered(tenantApi.POST('/v1/webhook-endpoints', { params: { header: { 'Idempotency-Key': intention } }, body })),
    { done: 'Endpoint created.', refresh: [['webhook-endpoints', tenantId]], quiet: true },
  );
  if (createdId) {
    return (
      <SecretDialog
        endpointId={createdId}
        onClose={() =>
          void navigate({ to: '/t/$tenantId/webhooks/$endpointId', params: { tenantId, endpointId: createdId } })
        }
      />
    );
  }
  return (
    <EndpointDialog
      title="New endpoint"
      action="Create"
      before={{ url: '', description: '', eventTypes: null }}
      onClose={onClose}
      onSave={async (draft) => setCreatedId((await create.mutateAsync(draft)).id)}
    />
  );
}
