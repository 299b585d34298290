import { PermissionPolicyChanged, TenantSuspended, UserDeactivated, UserRoleChanged } from '@crm/events';
import type { EntityManager } from 'typeorm';
import { FeedEntry } from './feed-entry.entity.js';

/** After these a user has to prove anew that the feed may still be read; after the first two only the one they are about. */
const ofOneUser: readonly string[] = [UserDeactivated.type, UserRoleChanged.type];
const ofEverybody: readonly string[] = [PermissionPolicyChanged.type, TenantSuspended.type];

/** Whether a row takes the stream from `userId`. */
export function endsStreamOf(userId: string, { type, subject }: Pick<FeedEntry, 'type' | 'subject'>): boolean {
  return ofEverybody.includes(type) || (ofOneUser.includes(type) && subject === userId);
}

/** Whether a row after `position` has taken the stream from `userId`. */
export function losesStream(
  manager: EntityManager,
  tenantId: string,
  userId: string,
  position: number,
): Promise<boolean> {
  return manager
    .createQueryBuilder(FeedEntry, 'row')
    .where('row.tenantId = :tenantId AND row.position > :position', { tenantId, position })
    .andWhere('(row.type IN (:...ofEverybody) OR (row.type IN (:...ofOneUser) AND row.subject = :userId))', {
      ofEverybody,
      ofOneUser,
      userId,
    })
    .getExists();
}
