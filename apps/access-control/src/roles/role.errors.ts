import { defineProblem } from '@crm/platform';

export const NoSuchRole = defineProblem('no-such-role', 404, 'The tenant has no such role');
export const RoleExists = defineProblem('role-exists', 409, 'The tenant has a role with this key already');
export const RoleIsBuiltIn = defineProblem('role-is-built-in', 409, 'Built-in roles cannot be changed');
export const RoleInUse = defineProblem('role-in-use', 409, 'Users still have this role');
export const BeyondOwnPermissions = defineProblem(
  'beyond-own-permissions',
  403,
  'Nobody can grant what they do not hold themselves',
);
