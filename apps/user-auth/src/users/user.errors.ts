import { defineProblem } from '@crm/platform';

export const UserNotFound = defineProblem('user-not-found', 404, 'There is no such user');
export const UserNotActive = defineProblem('user-not-active', 409, 'The user is not active');
export const UserNotDeactivated = defineProblem('user-not-deactivated', 409, 'Only a deactivated user can be deleted');
export const LastOwner = defineProblem('last-owner', 409, 'A tenant keeps at least one owner');
export const RoleAboveOwn = defineProblem('role-above-own', 403, 'Nobody gives or takes a role above their own');
