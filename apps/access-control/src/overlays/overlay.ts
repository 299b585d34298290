import { type Permission, permissions } from '@crm/events';
import { type AnyPermission, isOurs } from '../permissions/any-permission.js';
import type { LifecycleChange } from './lifecycle-change.entity.js';

/** Beside reading: taking one's data along, paying, asking for help and seeing who has access stay open. */
const openWhileSuspended: readonly Permission[] = [
  'contacts:export',
  'billing:update',
  'support:create',
  'access:review',
];

/** A suspended tenant may read what is its own, export it, settle its bills and reach support; nothing else. */
export function isAllowedWhileSuspended(permission: AnyPermission): boolean {
  return isOurs(permission) && (permission.endsWith(':read') || openWhileSuspended.includes(permission));
}

export interface OverlayView {
  kind: 'suspension' | 'deactivation';
  reason: string;
  /** Of the tenant's lifecycle; a higher one is newer. */
  revision: number;
  since: Date;
  /** When a newer change took its place; null while it lies over the tenant's bindings. */
  until: Date | null;
  inForce: boolean;
  /** The only permissions that it leaves to those who hold them. */
  allows: readonly Permission[];
}

/** Every overlay that a tenant has or had, newest first. */
export function overlaysOf(changes: readonly LifecycleChange[]): OverlayView[] {
  const inOrder = [...changes].sort((a, b) => a.revision - b.revision);
  const end = inOrder.findIndex(({ kind }) => kind === 'deactivated');
  const counted = end < 0 ? inOrder : inOrder.slice(0, end + 1);
  return counted
    .flatMap((change, index): OverlayView[] => {
      if (change.kind === 'reactivated') return [];
      const until = counted[index + 1]?.at ?? null;
      return [
        {
          kind: change.kind === 'suspended' ? 'suspension' : 'deactivation',
          reason: change.reason,
          revision: change.revision,
          since: change.at,
          until,
          inForce: until === null,
          allows: change.kind === 'suspended' ? permissions.filter(isAllowedWhileSuspended) : [],
        },
      ];
    })
    .reverse();
}
