import { useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { TextArea, TextField } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useAct } from '../../ui/use-act.js';
import type { Permission } from './access-facts.js';

/** A new permission of the tenant's own, or what an existing one is for: its name stays, since programs ask by it. */
export function PermissionForm({ permission, onClose }: { permission?: Permission; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [intention] = useState(newIntention);
  const [name, setName] = useState(permission?.permission ?? '');
  const [description, setDescription] = useState(permission?.description ?? '');
  const save = useAct(
    () => {
      if (!permission) {
        const params = { header: { 'Idempotency-Key': intention } };
        return answered(tenantApi.POST('/v1/permissions', { params, body: { permission: name, description } }));
      }
      const params = { path: { permission: name }, header: { 'If-Match': `"${permission.version}"` } };
      return answered(tenantApi.PATCH('/v1/permissions/{permission}', { params, body: { description } }));
    },
    {
      done: permission ? 'Description saved.' : `${name} created; roles can grant it now.`,
      refresh: [['permissions', tenantId]],
      quiet: true,
    },
  );
  const failure = save.error ? failureOf(save.error) : undefined;
  const onSubmit = (): void => {
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={permission ? permission.permission : 'New permission'}
      onClose={onClose}
      action="Save"
      busy={save.isPending}
      failure={failure}
      onSubmit={onSubmit}
    >
      {!permission && (
        <TextField
          label="Permission"
          required
          placeholder="reports:publish"
          hint="What your application asks for, as resource:action."
          value={name}
          onChange={setName}
          error={failure?.fieldError('permission')}
        />
      )}
      <TextArea
        label="Description"
        rows={3}
        value={description}
        onChange={setDescription}
        error={failure?.fieldError('description')}
      />
    </FormDialog>
  );
}
