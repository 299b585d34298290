import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, serviceNames } from '@crm/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FaultWorld } from './fault-world.js';

describe('servers and services that crash', () => {
  let world: FaultWorld;
  beforeAll(async () => {
    world = await FaultWorld.open();
  }, 120_000);
  afterAll(() => world.close());

  test.each(serviceNames)('kill -9 of %s: it is back and takes up its work', (service) => world.kill(service), 60_000);

  test('kill -9 of the broker, five times', async () => {
    for (let n = 0; n < 5; n += 1) {
      await world.killBroker();
      await world.lapse(1);
    }
  }, 240_000);

  test('all connections of the broker closed every 2 s for 30 s', async () => {
    for (let n = 0; n < 15; n += 1) {
      await world.broker.closeAllConnections();
      await delay(2_000);
    }
  }, 60_000);

  test('an immediate restart of PostgreSQL', () => world.restartDatabase(), 90_000);

  test('after all this nothing is lost, nothing doubled, nothing unexpected', async () => {
    await world.expectBalanced();
    expect(world.load.commands).toBeGreaterThan(1_000);
  }, 240_000);
});

/** Services that kill themselves at the worst moment, again and again, and consumers that give back what they handled. */
test.each<[string, Fault, number?]>([
  ['kill -9 between publish and mark', 'relay-before-mark', 10],
  ['kill -9 between effect and ack', 'inbox-before-ack', 100],
  ['10 % of the messages redelivered', 'redeliver'],
])(
  '%s',
  async (_name, fault, nth) => {
    const world = await FaultWorld.open();
    try {
      await world.arm(fault, nth);
      await world.lapse(8);
      await world.disarm();
      await world.expectBalanced();
      expect(world.load.commands).toBeGreaterThan(200);
      if (nth) expect(world.restarted.length).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  },
  300_000,
);
