import { newId } from '@crm/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.billing.stop());

const usage = async (tenantId: string, query = '') =>
  (await (await world.owner(tenantId)).get(`/v1/usage${query}`)).body;

test('usage with one id is counted once, however often and at once it is reported', async () => {
  const tenantId = await world.active();
  const reports = await Promise.all([1, 2, 3, 4].map(() => world.use(tenantId, 'contacts', 700, 'import-1')));
  expect(reports.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(reports.filter(({ body }) => !body.duplicate)).toHaveLength(1);
  await world.use(tenantId, 'contacts', 500, 'import-2');
  const { current, items } = await usage(tenantId);
  expect(items).toMatchObject([{ meter: 'contacts', quantity: 1_200, records: 2, invoiced: false }]);
  expect(current.meters.find(({ meter }: { meter: string }) => meter === 'contacts')).toEqual({
    meter: 'contacts',
    quantity: 1_200,
    included: 1_000,
    billable: 200,
    amount: 100,
  });
});

test('one id cannot stand for two things', async () => {
  const tenantId = await world.active();
  await world.use(tenantId, 'seats', 2, 'a');
  expect(await world.use(tenantId, 'seats', 3, 'a')).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:usage-differs' },
  });
  const other = await world.active();
  expect((await world.use(other, 'seats', 3, 'a')).body.duplicate).toBe(false);
});

test('usage beyond the included is charged with the renewal, once', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  await world.use(tenantId, 'contacts', 2_500);
  await world.use(tenantId, 'seats', 2);
  await world.travel(tenantId, '2127-04-01T00:00:00Z');
  await world.use(tenantId, 'contacts', 100);
  await world.travel(tenantId, '2127-05-01T00:00:00Z');
  const [, april, may] = await world.invoices(tenantId);
  expect(april.lines).toMatchObject([
    { kind: 'subscription', amount: 4_900 },
    { kind: 'usage', quantity: 2, amount: 0 },
    { kind: 'usage', quantity: 2_500, amount: 750 },
  ]);
  expect(april.total).toBe(5_650);
  expect(may).toMatchObject({
    total: 4_900,
    lines: [{ kind: 'subscription' }, { kind: 'usage', quantity: 100, amount: 0 }],
  });
  const { items } = await usage(tenantId, '?from=2127-04-01T00:00:00Z');
  expect(items).toMatchObject([{ periodStart: '2127-04-01T00:00:00.000Z', quantity: 100, invoiced: true }]);
});

test('what is reported late counts in the running period, and what is early in its own', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  await world.travel(tenantId, '2127-04-01T00:00:00Z');
  const owner = await world.owner(tenantId);
  const late = { id: newId(), meter: 'seats', quantity: 1, at: '2127-03-15T00:00:00Z' };
  expect((await owner.post('/v1/usage', late)).body.periodStart).toBe('2127-04-01T00:00:00.000Z');
  world.setTime('2127-05-01T00:00:01Z');
  expect((await world.use(tenantId, 'seats', 1)).body.periodStart).toBe('2127-05-01T00:00:00.000Z');
});

test('the usage of a trial is free', async () => {
  const tenantId = await world.trial('starter', '2127-03-01T10:00:00Z');
  await world.use(tenantId, 'contacts', 5_000);
  await (await world.owner(tenantId)).post('/v1/subscription/activate');
  await world.travel(tenantId, '2127-04-01T00:00:00Z');
  expect((await world.invoices(tenantId)).map(({ total }) => total)).toEqual([4_900, 4_900]);
});

test('what cannot be usage is refused', async () => {
  const tenantId = await world.active();
  const owner = await world.owner(tenantId);
  const refused = async (change: object) =>
    (await owner.post('/v1/usage', { id: newId(), meter: 'seats', quantity: 1, ...change })).status;
  expect(await refused({ quantity: 0 })).toBe(400);
  expect(await refused({ quantity: 1.5 })).toBe(400);
  expect(await refused({ quantity: '1' })).toBe(400);
  expect(await refused({ meter: 'air' })).toBe(400);
  expect(await refused({ id: '' })).toBe(400);
  expect(await refused({ at: '2200-01-01T00:00:00Z' })).toBe(400);
  expect(await refused({ price: 1 })).toBe(400);
  expect((await world.use(newId(), 'seats', 1)).status).toBe(409);
  expect((await usage(tenantId)).items).toEqual([]);
});
