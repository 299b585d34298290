import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../session/use-session.js';
import { Button } from '../../ui/button.js';
import { Empty, Failure, SkeletonLines } from '../../ui/states.js';
import type { Permission, Role } from './access-facts.js';
import { AccessPage } from './access-page.js';
import { DeleteRole } from './delete-role.js';
import { NewRole } from './new-role.js';
import { PermissionMatrix } from './permission-matrix.js';
import { useRoleDraft } from './role-draft.js';
import { SaveRoles } from './save-roles.js';
import { usePermissions, useRoles } from './use-roles.js';

export function RolesScreen() {
  const roles = useRoles();
  const permissions = usePermissions();
  if (roles.data && permissions.data) return <Matrix roles={roles.data} permissions={permissions.data} />;
  const error = roles.error ?? permissions.error;
  const retry = (): void => {
    void roles.refetch();
    void permissions.refetch();
  };
  return (
    <AccessPage view="roles">
      {error ? <Failure error={error} onRetry={retry} /> : <SkeletonLines lines={12} />}
    </AccessPage>
  );
}

function Matrix({ roles, permissions }: { roles: readonly Role[]; permissions: readonly Permission[] }) {
  const mayEdit = useMay('roles:update');
  const draft = useRoleDraft(roles);
  const [open, setOpen] = useState<'new' | 'save'>();
  const close = (): void => setOpen(undefined);
  const { changes } = draft;
  const count = changes.reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
  return (
    <AccessPage
      view="roles"
      actions={
        mayEdit &&
        (count > 0 ? (
          <>
            <Button look="quiet" onClick={draft.discard}>
              Discard
            </Button>
            <Button look="primary" onClick={() => setOpen('save')}>
              Review {count} {count === 1 ? 'change' : 'changes'}
            </Button>
          </>
        ) : (
          <>
            <DeleteRole roles={roles} />
            <Button look="primary" icon={<Plus />} onClick={() => setOpen('new')}>
              New role
            </Button>
          </>
        ))
      }
    >
      {roles.length > 0 ? (
        <PermissionMatrix roles={roles} permissions={permissions} draft={draft} mayEdit={mayEdit} />
      ) : (
        <Empty title="No roles yet">Onboarding gives every tenant its default roles.</Empty>
      )}
      {open === 'new' && <NewRole roles={roles} onClose={close} />}
      {open === 'save' && <SaveRoles changes={changes} onSaved={draft.discard} onClose={close} />}
    </AccessPage>
  );
}
