import type { Caller } from '@crm/platform';
import { type AnyPermission, isOurs } from '../permissions/any-permission.js';
import { administers } from '../policies/effect.js';
import { BeyondOwnPermissions } from './role.errors.js';

/**
 * Whoever may edit roles could else give themselves everything. Operators stand above the tenant's roles. What the tenant
 * made for its own applications nobody holds at first: it is granted by whoever administers the tenant, too.
 * @throws BeyondOwnPermissions naming what the caller lacks
 */
export function assertOwnPermissions(caller: Caller, granted: readonly AnyPermission[]): void {
  if (caller.kind === 'operator') return;
  const administrator = administers(caller.permissions);
  const missing = granted.filter(
    (permission) => !caller.permissions.includes(permission) && (isOurs(permission) || !administrator),
  );
  if (missing.length > 0) {
    throw new BeyondOwnPermissions(`You do not hold ${missing.join(', ')}.`, { missing });
  }
}
