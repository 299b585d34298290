import type { Caller } from '@crm/platform';
import { isUuid } from '@crm/platform';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { Notice } from './notice.entity.js';

export interface NoticeCounts {
  unread: number;
  /** Of the unread, those that must be acknowledged. */
  toAcknowledge: number;
  held: number;
}

/** Of the caller; others than users have none. */
export async function countNotices(manager: EntityManager, { kind, subject }: Caller): Promise<NoticeCounts> {
  if (kind !== 'user' || !isUuid(subject)) return { unread: 0, toAcknowledge: 0, held: 0 };
  const own = { userId: subject, inApp: true };
  const unread = { ...own, open: true, heldFor: IsNull() };
  return {
    unread: await manager.countBy(Notice, unread),
    toAcknowledge: await manager.countBy(Notice, { ...unread, mustAcknowledge: true }),
    held: await manager.countBy(Notice, { ...own, heldFor: Not(IsNull()) }),
  };
}
