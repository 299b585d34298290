import { newId } from '@crm/platform';
import { userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.billing.stop());

const period = (start: string, end: string) => ({ start: `${start}T00:00:00.000Z`, end: `${end}T00:00:00.000Z` });

test('the catalogue is public and its amounts are whole minor units', async () => {
  const { status, body } = await (await world.billing.anonymous()).get('/v1/plans');
  expect(status).toBe(200);
  expect(body.items.map(({ key }: { key: string }) => key)).toEqual(['starter', 'growth', 'enterprise']);
  for (const plan of body.items) {
    expect(Number.isInteger(plan.monthlyPrice)).toBe(true);
    expect(plan).toMatchObject({
      currency: 'EUR',
      included: { seats: expect.any(Number), contacts: expect.any(Number) },
    });
  }
});

test('a trial lasts 14 days, is started once, and expires', async () => {
  const tenantId = await world.trial('growth', '2127-01-31T09:00:00Z');
  const trial = await world.subscription(tenantId);
  expect(trial).toMatchObject({ status: 'trialing', plan: 'growth', trialEndsAt: '2127-02-14T09:00:00.000Z' });
  const orchestrator = await world.billing.fromService('onboarding-orchestrator', tenantId);
  const again = await orchestrator.post('/internal/trials', { plan: 'starter' });
  expect(again).toMatchObject({ status: 201, body: { subscriptionId: trial.id, endsAt: trial.trialEndsAt } });

  await world.travel(tenantId, '2127-02-14T08:59:59Z');
  expect((await world.subscription(tenantId)).status).toBe('trialing');
  await world.travel(tenantId, '2127-02-14T09:00:00Z');
  expect(await world.subscription(tenantId)).toMatchObject({ status: 'ended', endReason: 'trial-expired' });
  expect(await world.invoices(tenantId)).toEqual([]);
});

test('two starts at once make one trial', async () => {
  const orchestrator = await world.billing.fromService('onboarding-orchestrator', newId());
  const starts = await Promise.all([1, 2, 3].map(() => orchestrator.post('/internal/trials', { plan: 'starter' })));
  expect(new Set(starts.map(({ status, body }) => `${status} ${body.subscriptionId}`)).size).toBe(1);
});

test('a cancelled trial is not started again, may be cancelled again, and may still be bought', async () => {
  const tenantId = await world.trial();
  const orchestrator = await world.billing.fromService('onboarding-orchestrator', tenantId);
  expect((await orchestrator.delete('/internal/trials')).status).toBe(204);
  expect((await orchestrator.delete('/internal/trials')).status).toBe(204);
  expect((await orchestrator.post('/internal/trials', { plan: 'starter' })).status).toBe(409);
  expect(await world.subscription(tenantId)).toMatchObject({ status: 'ended', endReason: 'trial-cancelled' });
  await (await world.owner(tenantId)).post('/v1/subscription/activate');
  expect(await world.subscription(tenantId)).toMatchObject({ status: 'active', endReason: null });
  expect((await orchestrator.delete('/internal/trials')).status).toBe(409);
  const stranger = await world.billing.fromService('onboarding-orchestrator', newId());
  expect((await stranger.delete('/internal/trials')).status).toBe(204);
});

test('an activation ends the trial and charges for the first month in advance', async () => {
  const tenantId = await world.active('growth', '2127-01-31T15:30:00Z');
  expect(await world.subscription(tenantId)).toMatchObject({
    status: 'active',
    period: period('2127-01-31', '2127-02-28'),
    currency: 'EUR',
    monthlyPrice: 19_900,
  });
  const invoices = await world.invoices(tenantId);
  expect(invoices).toHaveLength(1);
  expect(invoices[0]).toMatchObject({
    number: 1,
    kind: 'invoice',
    currency: 'EUR',
    total: 19_900,
    lines: [{ kind: 'subscription', quantity: 28, amount: 19_900 }],
  });
  const owner = await world.owner(tenantId);
  expect(await owner.post('/v1/subscription/activate')).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:subscription-already-active' },
  });
  await world.travel(tenantId, '2127-02-14T16:00:00Z');
  expect((await world.subscription(tenantId)).status).not.toBe('ended');
});

test('periods renew at the end of the month, and come back to the day they began on', async () => {
  const tenantId = await world.active('starter', '2127-12-31T10:00:00Z');
  await world.travel(tenantId, '2128-01-31T00:00:00Z');
  expect((await world.subscription(tenantId)).period).toEqual(period('2128-01-31', '2128-02-29'));
  await world.travel(tenantId, '2128-04-02T00:00:00Z');
  expect((await world.subscription(tenantId)).period).toEqual(period('2128-03-31', '2128-04-30'));
  const invoices = await world.invoices(tenantId);
  expect(invoices.map(({ periodStart }) => periodStart.slice(0, 10))).toEqual([
    '2127-12-31',
    '2128-01-31',
    '2128-02-29',
    '2128-03-31',
  ]);
  expect(invoices.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

test('an upgrade credits the unused days and charges the rest of the period on the new plan', async () => {
  const tenantId = await world.active('starter', '2127-03-01T10:00:00Z');
  world.setTime('2127-03-11T12:00:00Z');
  const owner = await world.owner(tenantId);
  expect(await owner.post('/v1/subscription/change-plan', { plan: 'growth' })).toMatchObject({
    status: 200,
    body: { plan: 'growth', period: period('2127-03-01', '2127-04-01') },
  });
  const [, change] = await world.invoices(tenantId);
  expect(change).toMatchObject({
    kind: 'invoice',
    total: 13_481 - 3_319,
    lines: [
      { kind: 'credit', quantity: 21, amount: -3_319 },
      { kind: 'charge', quantity: 21, amount: 13_481 },
    ],
  });
  expect((await owner.post('/v1/subscription/change-plan', { plan: 'growth' })).status).toBe(409);
});

test('a downgrade makes a credit note, which the next invoice is offset against', async () => {
  const tenantId = await world.active('enterprise', '2127-03-01T10:00:00Z');
  const [first] = await world.invoices(tenantId);
  await (await world.operator(tenantId)).post(`/v1/invoices/${first.id}/pay`, { reference: 'bank 1' });
  world.setTime('2127-03-11T12:00:00Z');
  await (await world.owner(tenantId)).post('/v1/subscription/change-plan', { plan: 'starter' });
  await world.travel(tenantId, '2127-04-01T00:00:00Z');
  const [, credit, renewal] = await world.invoices(tenantId);
  expect(credit).toMatchObject({ number: 2, kind: 'credit-note', total: 3_319 - 67_674, relatesTo: first.id });
  expect(renewal).toMatchObject({ number: 3, total: 4_900, balance: 0, status: 'paid' });
  expect(renewal.settlements).toMatchObject([{ kind: 'offset', amount: 4_900, creditNoteId: credit.id }]);
  expect(credit.balance).toBe(credit.total + 4_900);
});

test('in a trial a change of plan costs nothing', async () => {
  const tenantId = await world.trial('starter');
  const owner = await world.owner(tenantId);
  expect((await owner.post('/v1/subscription/change-plan', { plan: 'enterprise' })).body.plan).toBe('enterprise');
  expect(await world.invoices(tenantId)).toEqual([]);
});

test('a change is refused when the subscription was changed meanwhile, and acts once per key', async () => {
  const tenantId = await world.active();
  const owner = await world.owner(tenantId);
  const change = (headers: Record<string, string>) =>
    owner.post('/v1/subscription/change-plan', { plan: 'growth' }, { headers });
  expect((await change({ 'if-match': '"1"' })).status).toBe(412);
  const key = { 'idempotency-key': newId() };
  const once = await change(key);
  expect(await change(key)).toMatchObject({ status: 200, body: once.body });
  expect(await world.invoices(tenantId)).toHaveLength(2);
});

test('a tenant sees its own subscription only, and each act needs its permission', async () => {
  const tenantId = await world.trial();
  expect((await (await world.owner(newId())).get('/v1/subscription')).status).toBe(404);
  expect((await (await world.billing.anonymous()).get('/v1/subscription')).status).toBe(401);
  const reader = await world.billing.as(userWith(tenantId, ['billing:read']));
  expect((await reader.get('/v1/subscription')).status).toBe(200);
  expect((await reader.post('/v1/subscription/activate')).status).toBe(403);
  expect((await (await world.billing.as(userOf(tenantId, 'viewer'))).get('/v1/subscription')).status).toBe(403);
  const wrong = await world.billing.fromService('workflow-engine', tenantId);
  expect((await wrong.post('/internal/trials', { plan: 'starter' })).status).toBe(403);
  const owner = await world.owner(tenantId);
  const gold = await owner.post('/v1/subscription/change-plan', { plan: 'gold' });
  expect(gold).toMatchObject({ status: 400, body: { errors: [{ field: 'plan', rule: 'isIn' }] } });
});
