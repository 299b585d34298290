import type { Permission } from '@crm/events';
import type { Caller } from '@crm/platform';
import { BeyondOwnPermissions } from './role.errors.js';

/**
 * Whoever may edit roles could else give themselves everything. Operators stand above the tenant's roles.
 * @throws BeyondOwnPermissions naming what the caller lacks
 */
export function assertOwnPermissions(caller: Caller, granted: readonly Permission[]): void {
  if (caller.kind === 'operator') return;
  const missing = granted.filter((permission) => !caller.permissions.includes(permission));
  if (missing.length > 0) {
    throw new BeyondOwnPermissions(`You do not hold ${missing.join(', ')}.`, { missing });
  }
}
