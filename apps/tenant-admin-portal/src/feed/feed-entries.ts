import { type EntityManager, MoreThan } from 'typeorm';
import { FeedEntry } from './feed-entry.entity.js';
import { FeedHead } from './feed-head.entity.js';

/** Rows after a position, oldest first. */
export function entriesAfter(
  manager: EntityManager,
  tenantId: string,
  position: number,
  limit: number,
): Promise<FeedEntry[]> {
  return manager.find(FeedEntry, {
    where: { tenantId, position: MoreThan(String(position)) },
    order: { position: 'ASC' },
    take: limit,
  });
}

/** Position of a tenant's newest row; 0 without any. */
export async function headOf(manager: EntityManager, tenantId: string): Promise<number> {
  return Number((await manager.findOneBy(FeedHead, { tenantId }))?.position ?? 0);
}
