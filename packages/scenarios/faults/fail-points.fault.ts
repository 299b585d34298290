import type { Fault } from '@crm/events';
import { expect, test } from 'vitest';
import { FaultWorld } from './fault-world.js';

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
      await world.lapse(6);
      await world.expectBalanced();
      expect(world.load.commands).toBeGreaterThan(200);
      if (nth) expect(world.restarted.length).toBeGreaterThan(0);
    } finally {
      await world.close();
    }
  },
  300_000,
);
