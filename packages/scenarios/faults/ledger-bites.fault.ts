import { expect, test } from 'vitest';
import { FaultWorld } from './fault-world.js';

/** A ledger that never fails proves nothing: with a safeguard switched off it must find what is wrong. */
test('with confirms off, a killed broker loses events and the ledger says so', async () => {
  const world = await FaultWorld.openToSpoil();
  try {
    await world.arm('confirms-off');
    for (let n = 0; n < 2; n += 1) {
      await world.lapse(2);
      await world.killBroker();
    }
    await world.load.stop();
    await expect(world.ledger.settled(5_000)).rejects.toThrow(/deliveries are on their way/);
    expect((await world.ledger.links()).lost.length).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}, 300_000);

test('with the inbox off, redelivered messages double effects and the ledger says so', async () => {
  const world = await FaultWorld.openToSpoil();
  try {
    await world.arm('inbox-off');
    await world.arm('redeliver');
    await world.lapse(5);
    const doubled = Object.values(await world.books()).flatMap((balance) => balance.doubled);
    expect(doubled.length).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
}, 300_000);
