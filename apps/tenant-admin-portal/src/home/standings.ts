import type { EntityManager } from 'typeorm';
import { Standing } from './standing.entity.js';

/** The tenant's standing, which nobody else changes until this transaction ends. */
export function standingToChange(manager: EntityManager, tenantId: string): Promise<Standing> {
  return locked(manager, tenantId, 'for_no_key_update');
}

/** The tenant's standing, which stays as it is until this transaction ends. */
export function standingToObey(manager: EntityManager, tenantId: string): Promise<Standing> {
  return locked(manager, tenantId, 'pessimistic_read');
}

async function locked(
  manager: EntityManager,
  tenantId: string,
  mode: 'pessimistic_read' | 'for_no_key_update',
): Promise<Standing> {
  const find = (): Promise<Standing | null> => manager.findOne(Standing, { where: { tenantId }, lock: { mode } });
  const known = await find();
  if (known) return known;
  await manager.createQueryBuilder().insert().into(Standing).values(Standing.of(tenantId)).orIgnore().execute();
  return manager.findOneOrFail(Standing, { where: { tenantId }, lock: { mode } });
}
