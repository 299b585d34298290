import { type FormEvent, useId, useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextArea } from '../../ui/field.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import { useRoleChoices } from './use-roles.js';

export function AskForAccess({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const roles = useRoleChoices();
  const formId = useId();
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
    { done: 'An administrator can decide now.', refresh: [['access-requests', tenantId]], quiet: true },
  );
  const failure = ask.error ? failureOf(ask.error) : undefined;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="Ask for a role"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={ask.isPending}>
            Ask
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-4">
        <SelectField
          label="Role"
          value={role}
          choices={roles}
          onChange={setRole}
          hint="You would have it beside the role that you have."
          error={failure?.fieldError('role')}
        />
        <TextArea
          label="What you need it for"
          required
          value={reason}
          onChange={setReason}
          error={failure?.fieldError('reason')}
        />
        {failure && <Notice error={failure} />}
      </form>
    </Dialog>
  );
}
