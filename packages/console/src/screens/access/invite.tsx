import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { SelectField, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useRoleChoices } from './use-roles.js';

export function Invite({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const roles = useRoleChoices();
  const [intention] = useState(newIntention);
  const [form, setForm] = useState({ email: '', name: '', role: 'member' });
  const set = (field: keyof typeof form) => (value: string) => setForm((old) => ({ ...old, [field]: value }));
  const invite = useAct(
    () =>
      answered(tenantApi.POST('/v1/invitations', { params: { header: { 'Idempotency-Key': intention } }, body: form })),
    {
      done: ({ name }) => `${name} was invited; the mail is on its way.`,
      refresh: [
        ['invitations', tenantId],
        ['users', tenantId],
        ['people', tenantId],
      ],
      quiet: true,
    },
  );
  const failure = invite.error ? failureOf(invite.error) : undefined;
  const onSubmit = (): void => {
    invite.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title="Invite a person"
      onClose={onClose}
      action="Invite"
      busy={invite.isPending}
      failure={failure}
      onSubmit={onSubmit}
    >
      <TextField label="Name" required value={form.name} onChange={set('name')} error={failure?.fieldError('name')} />
      <TextField
        label="E-mail"
        type="email"
        required
        value={form.email}
        onChange={set('email')}
        error={failure?.fieldError('email')}
      />
      <SelectField
        label="Role"
        value={form.role}
        choices={roles}
        onChange={set('role')}
        hint="You cannot grant a role above your own."
        error={failure?.fieldError('role')}
      />
    </FormDialog>
  );
}
