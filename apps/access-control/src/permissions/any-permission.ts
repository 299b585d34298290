import { type Permission, permissions } from '@crm/events';

/** `resource:action`: one of ours, or one that a tenant made for its own applications. */
export type AnyPermission = `${string}:${string}`;

const ours: ReadonlySet<string> = new Set(permissions);

export function isOurs(permission: string): permission is Permission {
  return ours.has(permission);
}
