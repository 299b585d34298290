import { defineProblem } from '@crm/platform';

export const NoTenant = defineProblem('no-tenant', 404, 'There is no such tenant');
export const SlugTaken = defineProblem('slug-taken', 409, 'Another tenant has this slug');
export const IllegalTransition = defineProblem('illegal-transition', 409, 'The tenant cannot take this status now');
export const TenantClosed = defineProblem('tenant-closed', 409, 'The tenant has been closed for good');
