import { defineProblem } from '@crm/platform';

export const NoSuchPermission = defineProblem('no-such-permission', 404, 'The tenant has no such permission');
export const PermissionExists = defineProblem('permission-exists', 409, 'The tenant has this permission already');
export const PermissionIsBuiltIn = defineProblem(
  'permission-is-built-in',
  409,
  'Built-in permissions cannot be changed',
);
export const PermissionInUse = defineProblem('permission-in-use', 409, 'Roles still grant this permission');
export const TooManyPermissions = defineProblem('too-many-permissions', 409, 'The tenant has too many permissions');
