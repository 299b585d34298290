import type { UnitOfWork } from '../messaging.js';

/**
 * Changes of a tenant's schemas follow each other, so that what one refers to is neither removed nor rewritten while it
 * is looked at.
 */
export async function lockSchemas({ manager, tenantId }: UnitOfWork): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`schemas ${tenantId}`]);
}
