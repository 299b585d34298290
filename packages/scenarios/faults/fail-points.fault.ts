import { expect, test } from 'vitest';
import { FaultWorld } from './fault-world.js';

/** Services that kill themselves at the worst moment, again and again, and consumers that give back what they handled. */
test.each([
  ['kill -9 between publish and mark', { CRM_FAIL_POINT: 'relay:before-mark:150' }],
  ['kill -9 between effect and ack', { CRM_FAIL_POINT: 'inbox:before-ack:250' }],
  ['10 % of the messages redelivered', { CRM_SABOTAGE: 'redeliver' }],
])(
  '%s',
  async (_name, env) => {
    const world = await FaultWorld.open({ tenants: 5, env: { NODE_ENV: 'test', ...env } });
    try {
      await world.run(10);
      await world.expectBalanced();
      expect(world.load.commands).toBeGreaterThan(300);
    } finally {
      await world.close();
    }
  },
  300_000,
);
