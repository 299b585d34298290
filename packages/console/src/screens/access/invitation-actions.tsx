import { Ban, Send } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Invitation } from './access-facts.js';

/** An invitation that is open or has expired gets a new link; one that is open can be taken back. */
export function InvitationActions({ invitation: { id, name, email, status } }: { invitation: Invitation }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [revoking, setRevoking] = useState(false);
  const refresh = [
    ['invitations', tenantId],
    ['users', tenantId],
  ];
  const params = { path: { id } };
  const resend = useAct(() => answered(tenantApi.POST('/v1/invitations/{id}/resend', { params })), {
    done: `A new link was mailed to ${email}.`,
    refresh,
  });
  const revoke = useAct(() => answered(tenantApi.POST('/v1/invitations/{id}/revoke', { params })), {
    done: `The invitation of ${name} was revoked.`,
    refresh,
    quiet: true,
  });
  return (
    <span className="flex justify-end gap-1">
      {(status === 'open' || status === 'expired') && (
        <Button
          look="quiet"
          icon={<Send />}
          title="Send again"
          aria-label={`Send the invitation of ${name} again`}
          busy={resend.isPending}
          onClick={() => resend.mutate(undefined)}
        />
      )}
      {status === 'open' && (
        <Button
          look="quiet"
          icon={<Ban />}
          title="Revoke"
          aria-label={`Revoke the invitation of ${name}`}
          onClick={() => setRevoking(true)}
        />
      )}
      {revoking && (
        <Confirm
          title={`Revoke the invitation of ${name}?`}
          action="Revoke"
          danger
          onClose={() => setRevoking(false)}
          onConfirm={() => revoke.mutateAsync(undefined)}
        >
          The link mailed to {email} stops working. They can be invited again.
        </Confirm>
      )}
    </span>
  );
}
