import { TenantDeactivated } from '@crm/events';
import { newId } from '@crm/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.billing.stop());

const left = '2127-03-11T18:00:00Z';

test('a closed tenant gets a final invoice of its usage and a credit note for its unused days, once', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  const [first] = await world.invoices(tenantId);
  await (await world.operator(tenantId)).post(`/v1/invoices/${first.id}/pay`);
  await world.use(tenantId, 'contacts', 3_000);
  world.setTime(left);
  const event = await world.deactivate(tenantId, left);
  world.billing.broker.publish(TenantDeactivated, event.data as TenantDeactivated, { id: event.id });
  await world.deactivate(tenantId, '2127-03-20T00:00:00Z');

  expect(await world.subscription(tenantId)).toMatchObject({
    status: 'ended',
    endReason: 'tenant-deactivated',
    closedReason: 'They left.',
    closedAt: new Date(left).toISOString(),
    endedAt: new Date(left).toISOString(),
    period: null,
  });
  const [, final, credit, ...more] = await world.invoices(tenantId);
  expect(more).toEqual([]);
  expect(final).toMatchObject({ number: 2, kind: 'invoice', final: true, total: 1_000, status: 'paid' });
  expect(final.lines.filter(({ amount }: { amount: number }) => amount > 0)).toMatchObject([
    { kind: 'usage', quantity: 3_000, amount: 1_000 },
  ]);
  // 31 days were paid, 11 are used: the day of the end counts.
  expect(credit).toMatchObject({
    number: 3,
    kind: 'credit-note',
    total: -3_161,
    balance: -2_161,
    relatesTo: first.id,
    lines: [{ kind: 'unused', quantity: 20, amount: -3_161 }],
  });
});

test('nothing is counted, changed, renewed or reminded of after the end', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  await world.use(tenantId, 'seats', 1, 'known');
  await world.deactivate(tenantId, left);
  expect(await world.use(tenantId, 'seats', 1)).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:billing-closed' },
  });
  expect((await world.use(tenantId, 'seats', 1, 'known')).body.duplicate).toBe(true);
  const owner = await world.owner(tenantId);
  expect((await owner.post('/v1/subscription/activate')).status).toBe(409);
  expect((await owner.post('/v1/subscription/change-plan', { plan: 'growth' })).status).toBe(409);
  expect((await owner.get('/v1/usage')).body).toMatchObject({ closedAt: new Date(left).toISOString(), current: null });
  await world.travel(tenantId, '2127-06-01T00:00:00Z');
  const invoices = await world.invoices(tenantId);
  expect(invoices).toHaveLength(3);
  expect(invoices.map(({ reminders }) => reminders)).toEqual([[], [], []]);
  expect(invoices[0]).toMatchObject({ dunning: 'stopped', balance: 4_900 - 3_161 });
});

test('what is still owed may be paid after the end', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  await world.deactivate(tenantId, left);
  const [first] = await world.invoices(tenantId);
  const paid = await (await world.operator(tenantId)).post(`/v1/invoices/${first.id}/pay`);
  expect(paid).toMatchObject({ status: 200, body: { status: 'paid', balance: 0 } });
});

test('periods that ended before the tenant did are charged, even if their renewal is late', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  world.setTime('2127-05-10T00:00:00Z');
  await world.deactivate(tenantId, '2127-05-10T00:00:00Z');
  const invoices = await world.invoices(tenantId);
  expect(invoices.map(({ total }) => total)).toEqual([4_900, 4_900, 4_900, 0, -3_319]);
});

test('a period that was charged after the end, because the end was heard late, is credited in full', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  await world.travel(tenantId, '2127-04-02T00:00:00Z');
  await world.deactivate(tenantId, '2127-03-31T23:59:00Z');
  expect((await world.invoices(tenantId)).map(({ total }) => total)).toEqual([4_900, 4_900, 0, -4_900]);
});

test('a trial ends without an invoice', async () => {
  const tenantId = await world.trial('starter', '2127-03-01T10:00:00Z');
  await world.use(tenantId, 'contacts', 9_000);
  await world.deactivate(tenantId, left);
  expect((await world.subscription(tenantId)).status).toBe('ended');
  expect(await world.invoices(tenantId)).toEqual([]);
});

test('a tenant that is closed before its subscription exists never gets one, and that can be read', async () => {
  const tenantId = newId();
  await world.deactivate(tenantId, left);
  const orchestrator = await world.billing.fromService('onboarding-orchestrator', tenantId);
  expect(await orchestrator.post('/internal/trials', { plan: 'starter' })).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:billing-closed' },
  });
  expect((await (await world.operator(tenantId)).get('/v1/subscription')).body).toMatchObject({
    status: 'never-started',
    closedReason: 'They left.',
    closedAt: new Date(left).toISOString(),
  });
  expect((await (await world.owner(tenantId)).post('/v1/subscription/activate')).status).toBe(409);
});

test('a closing and payments, reports and renewals at the same time leave one consistent end', async () => {
  const tenantId = await world.active('growth', '2127-03-01T10:00:00Z');
  const [first] = await world.invoices(tenantId);
  const client = await world.operator(tenantId);
  const [, paid, ...reports] = await Promise.all([
    world.deactivate(tenantId, left),
    client.post(`/v1/invoices/${first.id}/pay`, { amount: 100 }),
    ...Array.from({ length: 10 }, () => world.use(tenantId, 'contacts', 11_000)),
  ]);
  expect(paid.status).toBe(200);
  const counted = reports.filter(({ status }) => status === 201).length;
  expect(reports.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const invoices = await world.invoices(tenantId);
  const usage = invoices.find(({ final }) => final)?.lines.find(({ quantity }: { quantity: number }) => quantity > 0);
  expect(usage?.quantity ?? 0).toBe(counted * 11_000);
  expect(invoices.map(({ number }) => number)).toEqual([1, 2, 3]);
});
