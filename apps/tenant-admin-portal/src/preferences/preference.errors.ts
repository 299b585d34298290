import { defineProblem } from '@crm/platform';

export const UserRequired = defineProblem('user-required', 403, 'Only users of a tenant have preferences');
export const UserHasLeft = defineProblem('user-has-left', 403, 'This user has been deactivated');
