import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { useUser } from '../../session/use-session.js';
import { SelectField, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import type { Role } from './access-facts.js';

/** A role of the tenant's own, begun from another one; the matrix changes it further. */
export function NewRole({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const user = useUser();
  const [intention] = useState(newIntention);
  const [form, setForm] = useState({ key: '', name: '', description: '', like: 'viewer' });
  const set = (field: keyof typeof form) => (value: string) => setForm((old) => ({ ...old, [field]: value }));
  const create = useAct(
    () => {
      const { like, ...role } = form;
      const granted = roles.find(({ key }) => key === like)?.permissions ?? [];
      // Nobody grants what they do not hold.
      const permissions = granted.filter((each) => user.kind === 'operator' || user.permissions.includes(each));
      const params = { header: { 'Idempotency-Key': intention } };
      return answered(tenantApi.POST('/v1/roles', { params, body: { ...role, permissions } }));
    },
    { done: ({ name }) => `Role ${name} created.`, refresh: [['roles', tenantId]], quiet: true },
  );
  const failure = create.error ? failureOf(create.error) : undefined;
  const onSubmit = (): void => {
    create.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title="New role"
      onClose={onClose}
      action="Create"
      busy={create.isPending}
      failure={failure}
      onSubmit={onSubmit}
    >
      <TextField label="Name" required value={form.name} onChange={set('name')} error={failure?.fieldError('name')} />
      <TextField
        label="Key"
        required
        hint="Used in the API: lower-case letters, digits and hyphens."
        value={form.key}
        onChange={set('key')}
        error={failure?.fieldError('key')}
      />
      <TextField label="Description" value={form.description} onChange={set('description')} />
      <SelectField
        label="Copy permissions from"
        value={form.like}
        choices={[...roles.map(({ key, name }) => ({ value: key, label: name })), { value: '', label: 'none' }]}
        onChange={set('like')}
      />
    </FormDialog>
  );
}
