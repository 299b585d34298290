import type { Permission } from '@crm/events';
import { type Caller, Forbidden } from '@crm/platform';
import { NoTenant } from './tenant.errors.js';

/**
 * Operators may touch every tenant, users their own with the permission.
 * @throws 404 `no-tenant` for another tenant, as for one that does not exist; 403 `forbidden` without the permission
 */
export function assertMay(caller: Caller, permission: Permission, tenantId: string): void {
  if (caller.kind === 'operator') return;
  if (caller.tenantId !== tenantId) throw new NoTenant();
  if (!caller.permissions.includes(permission)) throw new Forbidden(`The permission ${permission} is needed.`);
}
