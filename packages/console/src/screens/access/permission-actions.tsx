import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useAct } from '../../ui/use-act.js';
import type { Permission } from './access-facts.js';
import { PermissionForm } from './permission-form.js';

/** A permission of the tenant's own is described anew, or deleted when no role grants it. */
export function PermissionActions({ permission }: { permission: Permission }) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const { permission: name, version } = permission;
  const remove = useAct(
    () =>
      answered(
        tenantApi.DELETE('/v1/permissions/{permission}', {
          params: { path: { permission: name }, header: { 'If-Match': `"${version}"` } },
        }),
      ),
    { done: `${name} deleted.`, refresh: [['permissions', tenantId]], quiet: true },
  );
  return (
    <>
      <Button look="quiet" icon={<Pencil />} aria-label={`Edit ${name}`} onClick={() => setOpen('edit')} />
      <Button look="quiet" icon={<Trash2 />} aria-label={`Delete ${name}`} onClick={() => setOpen('delete')} />
      {open === 'edit' && <PermissionForm permission={permission} onClose={() => setOpen(undefined)} />}
      {open === 'delete' && (
        <Confirm
          title={`Delete ${name}?`}
          action="Delete"
          danger
          onClose={() => setOpen(undefined)}
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          Your applications are then told that nobody may do it. Remove it from all roles first.
        </Confirm>
      )}
    </>
  );
}
