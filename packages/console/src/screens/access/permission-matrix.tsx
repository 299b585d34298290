import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { useUser } from '../../session/use-session.js';
import { classNames } from '../../ui/class-names.js';
import type { Permission, Role } from './access-facts.js';
import { actionOf, byResource } from './permission-groups.js';
import type { useRoleDraft } from './role-draft.js';

interface PermissionMatrixProps {
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly draft: ReturnType<typeof useRoleDraft>;
  readonly mayEdit: boolean;
}

const corner = 'sticky left-0 z-20 bg-surface';

/** Which role grants what. Built-in roles stand as they are; in the others nobody grants what they do not hold. */
export function PermissionMatrix({ roles, permissions, draft, mayEdit }: PermissionMatrixProps) {
  const user = useUser();
  const mayGrant = ({ permission, builtIn }: Permission): boolean =>
    user.kind === 'operator' || !builtIn || user.permissions.includes(permission);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section aria-label="Roles and permissions" tabIndex={0} className="h-full min-h-0 overflow-auto">
      <table className="border-separate border-spacing-0 text-[13px]">
        <thead className="sticky top-0 z-30">
          <tr>
            <th scope="col" className={classNames(corner, 'h-11 min-w-44 border-b px-4 text-left text-xs md:px-6')}>
              <span className="font-medium text-faint">Permission</span>
            </th>
            {roles.map(({ key, name, description, holders }) => (
              <th
                key={key}
                scope="col"
                title={description}
                className="max-w-32 min-w-24 border-b bg-surface px-3 text-center align-middle text-xs"
              >
                <span className="block truncate font-medium">{name}</span>
                <span className="block font-normal text-faint">
                  {holders} {holders === 1 ? 'holder' : 'holders'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byResource(permissions).map(([resource, group]) => (
            <Fragment key={resource}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={roles.length + 1}
                  className="h-8 border-b bg-sunken text-left text-xs font-medium text-muted"
                >
                  <span className="sticky left-0 px-4 md:px-6">{resource.replaceAll('-', ' ')}</span>
                </th>
              </tr>
              {group.map((permission) => (
                <tr key={permission.permission} className="group">
                  <th
                    scope="row"
                    title={permission.description || permission.permission}
                    className={classNames(
                      corner,
                      'h-9 border-b px-4 text-left font-normal group-hover:bg-sunken md:px-6',
                    )}
                  >
                    {actionOf(permission.permission).replaceAll('-', ' ')}
                  </th>
                  {roles.map((role) => (
                    <td
                      key={role.key}
                      className={classNames(
                        'border-b text-center group-hover:bg-sunken',
                        draft.granted(role, permission.permission) !==
                          role.permissions.includes(permission.permission) && 'bg-warn-soft group-hover:bg-warn-soft',
                      )}
                    >
                      {role.builtIn || !mayEdit ? (
                        <Granted role={role} permission={permission.permission} />
                      ) : (
                        <input
                          type="checkbox"
                          className="size-4 accent-accent align-middle"
                          aria-label={`${role.name}: ${permission.permission}`}
                          checked={draft.granted(role, permission.permission)}
                          disabled={!draft.granted(role, permission.permission) && !mayGrant(permission)}
                          onChange={() => draft.toggle(role, permission.permission)}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Granted({ role, permission }: { role: Role; permission: string }) {
  if (role.permissions.includes(permission)) {
    return <Check role="img" aria-label="granted" className="inline size-4 text-good" />;
  }
  return (
    <span role="img" aria-label="not granted" className="text-faint">
      –
    </span>
  );
}
