import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { SelectField, TextArea } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useRoleChoices } from './use-roles.js';

export function AskForAccess({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const roles = useRoleChoices();
  const [intention] = useState(newIntention);
  const [role, setRole] = useState('member');
  const [reason, setReason] = useState('');
  const ask = useAct(
    () =>
      answered(
        tenantApi.POST('/v1/access-requests', {
          params: { header: { 'Idempotency-Key': intention } },
          body: { role, reason },
        }),
      ),
    { done: 'The request was sent to the administrators.', refresh: [['access-requests', tenantId]], quiet: true },
  );
  const failure = ask.error ? failureOf(ask.error) : undefined;
  const onSubmit = (): void => {
    ask.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title="Request a role"
      onClose={onClose}
      action="Send request"
      busy={ask.isPending}
      failure={failure}
      onSubmit={onSubmit}
    >
      <SelectField
        label="Role"
        value={role}
        choices={roles}
        onChange={setRole}
        hint="Added to the role you already have."
        error={failure?.fieldError('role')}
      />
      <TextArea
        label="What you need it for"
        required
        value={reason}
        onChange={setReason}
        error={failure?.fieldError('reason')}
      />
    </FormDialog>
  );
}
