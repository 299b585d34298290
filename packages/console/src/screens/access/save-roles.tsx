import { answered } from '../../api/api.js';
import { useApi, useTenantId } from '../../routes/roots.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Notice } from '../../ui/states.js';
import { useAct } from '../../ui/use-act.js';
import type { RoleChange } from './role-draft.js';
import { useRoles } from './use-roles.js';

interface SaveRolesProps {
  readonly changes: readonly RoleChange[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/**
 * What would be otherwise, and for how many, before it is. A role that somebody else has changed meanwhile is not
 * written: the difference is shown anew.
 */
export function SaveRoles({ changes, onSaved, onClose }: SaveRolesProps) {
  const tenantId = useTenantId();
  const tenantApi = useApi();
  const roles = useRoles();
  const save = useAct(
    async () => {
      for (const { role, permissions } of changes) {
        const params = { path: { key: role.key }, header: { 'If-Match': `"${role.version}"` } };
        await answered(tenantApi.PATCH('/v1/roles/{key}', { params, body: { permissions: [...permissions] } }));
      }
    },
    { done: 'Roles saved; they take effect with the next request.', refresh: [['roles', tenantId]], quiet: true },
  );
  const close = (): void => {
    onSaved();
    onClose();
  };
  return (
    <Dialog
      title="Save these changes?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          <Button
            look="primary"
            busy={save.isPending}
            onClick={() => save.mutate(undefined, { onSuccess: close, onError: () => void roles.refetch() })}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {changes.map(({ role, added, removed }) => (
          <section key={role.key}>
            <h3 className="text-[13px] font-medium">
              {role.name}{' '}
              <span className="font-normal text-faint">
                {role.holders === 0
                  ? 'no holders yet'
                  : `affects ${role.holders} ${role.holders === 1 ? 'person' : 'people'} at once`}
              </span>
            </h3>
            <ul className="mt-1.5 flex flex-col gap-0.5 font-mono text-xs">
              {added.map((permission) => (
                <li key={permission} className="rounded bg-good-soft px-2 py-1 text-good">
                  + {permission}
                </li>
              ))}
              {removed.map((permission) => (
                <li key={permission} className="rounded bg-bad-soft px-2 py-1 text-bad">
                  − {permission}
                </li>
              ))}
            </ul>
          </section>
        ))}
        {save.error && <Notice error={save.error} />}
      </div>
    </Dialog>
  );
}
