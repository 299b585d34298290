import { newId } from '@crm/platform';
import { operator } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.billing.stop());

async function withInvoice(): Promise<{ tenantId: string; id: string }> {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  const [invoice] = await world.invoices(tenantId);
  return { tenantId, id: invoice.id };
}

test('numbers have no gaps and lines add up, whatever happens at once', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  const owner = await world.owner(tenantId);
  const plans = ['growth', 'enterprise', 'starter', 'growth', 'starter', 'enterprise', 'growth', 'starter'];
  const changes = await Promise.all(plans.map((plan) => owner.post('/v1/subscription/change-plan', { plan })));
  const refused = changes.filter(({ status }) => status !== 200).map(({ body }) => body.type);
  expect(new Set([...refused, 'urn:crm:problem:plan-unchanged']).size, 'each waits for the one before').toBe(1);
  const invoices = await world.invoices(tenantId);
  expect(invoices.length).toBeGreaterThan(2);
  expect(invoices.map(({ number }) => number)).toEqual(invoices.map((_, index) => index + 1));
  for (const { total, kind, lines, settlements, balance } of invoices) {
    expect(lines.reduce((sum: number, line: { amount: number }) => sum + line.amount, 0)).toBe(total);
    expect(kind).toBe(total < 0 ? 'credit-note' : 'invoice');
    const settled = settlements.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0);
    expect(Math.abs(total) - settled).toBe(Math.abs(balance));
  }
  expect((await owner.get('/v1/invoices?kind=credit-note')).body.items.length).toBeGreaterThan(0);
});

test('a payment is noted by an operator, in parts if it comes in parts, and never twice', async () => {
  const { tenantId, id } = await withInvoice();
  const client = await world.operator(tenantId);
  const pay = (body: object, headers = {}) => client.post(`/v1/invoices/${id}/pay`, body, { headers });
  expect(await pay({ amount: 900, reference: 'bank 1' })).toMatchObject({
    status: 200,
    body: { status: 'open', balance: 4_000 },
  });
  expect(await pay({ amount: 4_001 })).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:overpaid' } });
  const key = { 'idempotency-key': newId() };
  await pay({}, key);
  expect(await pay({}, key)).toMatchObject({ status: 200, body: { status: 'paid', balance: 0 } });
  expect((await pay({})).body.type).toBe('urn:crm:problem:nothing-to-pay');
  const [invoice] = await world.invoices(tenantId);
  expect(invoice.settlements).toMatchObject([
    { kind: 'payment', amount: 900, reference: 'bank 1' },
    { kind: 'payment', amount: 4_000 },
  ]);
});

test('invoices of another tenant do not exist, and tenants do not note payments', async () => {
  const { tenantId, id } = await withInvoice();
  const stranger = newId();
  expect((await (await world.owner(stranger)).get(`/v1/invoices/${id}`)).status).toBe(404);
  expect((await (await world.operator(stranger)).post(`/v1/invoices/${id}/pay`)).status).toBe(404);
  expect((await (await world.owner(stranger)).get('/v1/invoices')).body.items).toEqual([]);
  expect((await (await world.owner(tenantId)).post(`/v1/invoices/${id}/pay`)).status).toBe(403);
  expect((await (await world.billing.as(operator())).post(`/v1/invoices/${id}/pay`)).status).toBe(403);
  expect((await (await world.owner(tenantId)).get('/v1/invoices/nonsense')).status).toBe(400);
});

test('an invoice that is not paid is reminded of level by level, and the subscription is past due', async () => {
  const { tenantId, id } = await withInvoice();
  await world.travel(tenantId, '2127-03-15T10:00:00Z');
  world.setTime('2127-03-15T10:00:01Z');
  expect(await world.subscription(tenantId)).toMatchObject({ status: 'past-due' });
  expect((await world.invoices(tenantId))[0]).toMatchObject({ dunning: 'running', reminders: [{ level: 1 }] });
  await world.travel(tenantId, '2127-03-23T00:00:00Z');
  expect((await world.invoices(tenantId))[0].reminders).toHaveLength(2);
  await world.travel(tenantId, '2127-03-30T00:00:00Z');
  expect((await world.invoices(tenantId))[0]).toMatchObject({
    dunning: 'exhausted',
    reminders: [{ level: 1 }, { level: 2 }, { level: 3 }],
  });
  await (await world.operator(tenantId)).post(`/v1/invoices/${id}/pay`);
  expect((await world.invoices(tenantId))[0].dunning).toBe('stopped');
  expect((await world.subscription(tenantId)).status).toBe('active');
});

test('a payment stops the reminders', async () => {
  const { tenantId, id } = await withInvoice();
  await (await world.operator(tenantId)).post(`/v1/invoices/${id}/pay`);
  await world.travel(tenantId, '2127-03-30T00:00:00Z');
  expect((await world.invoices(tenantId))[0]).toMatchObject({ dunning: 'stopped', reminders: [] });
});
