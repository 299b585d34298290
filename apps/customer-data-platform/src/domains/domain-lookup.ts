import type { EntityManager } from 'typeorm';
import { Domain } from './domain.entity.js';
import { DomainNotFound } from './domain.errors.js';

/** @throws DomainNotFound */
export async function domainOf(manager: EntityManager, id: string, lock = false): Promise<Domain> {
  const domain = await manager.findOne(Domain, {
    where: { id },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  if (!domain) throw new DomainNotFound();
  return domain;
}
