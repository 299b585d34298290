import { expect, test } from 'vitest';
import { FaultWorld } from './fault-world.js';

/** A ledger that never fails proves nothing: with a safeguard switched off it must find what is wrong. */
test('with confirms off, a killed broker loses events and the ledger says so', async () => {
  const world = await FaultWorld.open({ tenants: 5, env: { NODE_ENV: 'test', CRM_SABOTAGE: 'confirms-off' } });
  try {
    for (let n = 0; n < 3; n += 1) {
      await world.run(2);
      await world.killBroker();
    }
    await world.load.stop();
    await expect(world.ledger.settled(20_000)).rejects.toThrow(/deliveries are on their way/);
    expect((await world.ledger.links()).lost.length).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}, 300_000);

test('with the inbox off, closed connections double effects and the ledger says so', async () => {
  const world = await FaultWorld.open({ tenants: 5, env: { NODE_ENV: 'test', CRM_SABOTAGE: 'inbox-off' } });
  try {
    for (let n = 0; n < 8; n += 1) {
      await world.run(1);
      await world.broker.closeAllConnections();
    }
    const doubled = Object.values(await world.books()).flatMap((balance) => balance.doubled);
    expect(doubled.length).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}, 300_000);
