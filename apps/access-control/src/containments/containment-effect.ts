import type { AlertSeverity, Permission } from '@crm/events';
import { type AnyPermission, isOurs } from '../permissions/any-permission.js';
import type { Containment } from './containment.entity.js';

/** Taking data along, destroying it, and changing who may do what: the harm that cannot be undone in time. */
const deniedByHigh: readonly Permission[] = [
  'contacts:export',
  'contacts:delete',
  'users:update',
  'users:deactivate',
  'roles:update',
];

/**
 * Whether a containment of this severity takes a permission away, whoever granted it. What a tenant's own permissions
 * allow is not known here, so that harm is taken for granted.
 */
export function isDeniedBy(severity: AlertSeverity, permission: AnyPermission): boolean {
  if (severity === 'critical') return true;
  return severity === 'high' && (!isOurs(permission) || deniedByHigh.includes(permission));
}

export function isInForce({ expiresAt }: Pick<Containment, 'expiresAt'>, now: Date): boolean {
  return expiresAt === null || expiresAt > now;
}
