import { defineProblem } from '@crm/platform';

export const UnsafePath = defineProblem('unsafe-path', 400, 'The path cannot be used');
export const TenantSuspended = defineProblem('tenant-suspended', 403, 'The tenant is suspended');
export const TenantDeactivated = defineProblem('tenant-deactivated', 403, 'The tenant has been closed');
export const TenantUnknown = defineProblem('tenant-unknown', 403, 'The tenant of the token does not exist');
