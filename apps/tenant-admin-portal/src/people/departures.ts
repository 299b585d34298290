import type { EntityManager } from 'typeorm';
import { Departure } from './departure.entity.js';

const lock = (share: '' | '_shared') =>
  `SELECT pg_advisory_xact_lock${share}(hashtextextended('people:' || current_setting('app.tenant_id'), 0))`;

/** Notes that a user is gone, after everything that is being written to people of the tenant has committed. */
export async function recordDeparture(manager: EntityManager, departure: Departure): Promise<void> {
  await manager.query(lock(''));
  await manager.createQueryBuilder().insert().into(Departure).values(departure).orIgnore().execute();
}

/** Who is gone. Nobody else goes until this transaction ends, so that nothing is written to somebody who has just left. */
export async function departedUsers(manager: EntityManager): Promise<ReadonlySet<string>> {
  await manager.query(lock('_shared'));
  const departures = await manager.find(Departure, { select: { userId: true } });
  return new Set(departures.map(({ userId }) => userId));
}

export function hasDeparted(manager: EntityManager, userId: string): Promise<boolean> {
  return manager.existsBy(Departure, { userId });
}
