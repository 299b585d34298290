import type { UnitOfWork } from '../messaging.js';

/**
 * Changes of who belongs to a tenant follow each other, so that rules about all of its users hold: one user per
 * address, never without an owner.
 */
export async function lockMembership({ manager, tenantId }: UnitOfWork): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`membership ${tenantId}`]);
}
