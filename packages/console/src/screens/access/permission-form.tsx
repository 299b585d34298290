import { type FormEvent, useId, useState } from 'react';
import { answered, newIntention } from '../../api/api.js';
import { failureOf } from '../../api/problem.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea, TextField } from '../../ui/field.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import type { Permission } from './access-facts.js';

/** A new permission of the tenant's own, or what an existing one is for: its name stays, since programs ask by it. */
export function PermissionForm({ permission, onClose }: { permission?: Permission; onClose: () => void }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const formId = useId();
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
      done: permission ? 'The description is saved.' : `${name} is there; roles can grant it now.`,
      refresh: [['permissions', tenantId]],
      quiet: true,
    },
  );
  const failure = save.error ? failureOf(save.error) : undefined;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={permission ? permission.permission : 'New permission'}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-4">
        {!permission && (
          <TextField
            label="Permission"
            required
            autoFocus
            placeholder="reports:publish"
            hint="What your own application asks for: resource:action."
            value={name}
            onChange={setName}
            error={failure?.fieldError('permission')}
          />
        )}
        <TextArea
          label="What it is for"
          rows={3}
          value={description}
          onChange={setDescription}
          error={failure?.fieldError('description')}
        />
        {failure && <Notice error={failure} />}
      </form>
    </Dialog>
  );
}
