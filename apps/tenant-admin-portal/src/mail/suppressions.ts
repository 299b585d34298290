import { newId } from '@crm/platform';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { Suppression } from './suppression.entity.js';

/** Why an address of the current tenant is not mailed at the moment, if it is not. */
export function suppressionOf(manager: EntityManager, address: string): Promise<Suppression | null> {
  const which = { address: address.toLowerCase() };
  const inForce = [{ until: IsNull() }, { until: MoreThan(new Date()) }];
  return manager.findOne(Suppression, { where: inForce.map((until) => ({ ...which, ...until })) });
}

/** One for good stays as it is; one for a time gives way to the newer one. */
export async function suppress(manager: EntityManager, given: Omit<Suppression, 'id'>): Promise<void> {
  const row = { ...given, id: newId(), address: given.address.toLowerCase() };
  await manager.delete(Suppression, { tenantId: row.tenantId, address: row.address, until: Not(IsNull()) });
  await manager.createQueryBuilder().insert().into(Suppression).values(row).orIgnore().execute();
}
