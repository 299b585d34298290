import type { PolicyDifference } from '@crm/events';

/** What an edit of the policy does to people. */
export interface Effect {
  /** Permissions of the thing that was edited, before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly affectedUserIds: readonly string[];
  /** Those of the affected who could administer the tenant before and no longer can. */
  readonly lostAdminUserIds: readonly string[];
}

export const noEffect: Effect = { before: [], after: [], affectedUserIds: [], lostAdminUserIds: [] };

/** Who may change what others may do administers the tenant, by whatever role. */
export function administers(permissions: readonly string[]): boolean {
  return permissions.includes('roles:update') && permissions.includes('users:update');
}

/** What was taken, then what was added, each in alphabetical order. */
export function differenceOf(before: readonly string[], after: readonly string[]): PolicyDifference[] {
  const missingIn = (from: readonly string[], other: readonly string[]): string[] =>
    from.filter((permission) => !other.includes(permission)).sort();
  return [
    ...missingIn(before, after).map((permission) => ({ op: 'removed' as const, permission })),
    ...missingIn(after, before).map((permission) => ({ op: 'added' as const, permission })),
  ];
}
