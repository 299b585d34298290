import {
  HealthScoreChanged,
  NotificationBounced,
  OnboardingCompleted,
  OnboardingStarted,
  TenantCreated,
  TenantDeactivated,
  TenantReactivated,
  TenantSuspended,
  UserDeactivated,
  WebhookFailed,
} from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, operator, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';

let health: TestService;

beforeAll(async () => {
  health = await bootService(service);
});
afterAll(() => health.stop());

const at = (): string => new Date().toISOString();

async function newTenant(): Promise<string> {
  const tenantId = newId();
  await health.hear(TenantCreated, {
    tenantId,
    name: 'Acme',
    slug: 'acme',
    plan: 'growth',
    owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
    timeZone: 'Europe/Berlin',
    createdAt: at(),
  });
  return tenantId;
}

const suspended = (tenantId: string, revision: number) => ({
  tenantId,
  reason: 'The invoice is overdue.',
  revision,
  at: at(),
});

async function score(tenantId: string) {
  const client = await health.as(userOf(tenantId));
  const { status, body } = await client.get('/v1/health/score');
  expect(status).toBe(200);
  const sum = body.breakdown.reduce(
    (total: number, line: { points: number }) => total + Math.round(line.points * 100),
    0,
  );
  expect(sum, 'the breakdown adds up exactly').toBe(Math.round(body.score * 100));
  return body;
}

test('a new tenant has a card in grace, with low confidence', async () => {
  const card = await score(await newTenant());
  expect(card).toMatchObject({ score: 100, band: 'healthy', confidence: 'low', inGrace: true });
});

test('an onboarding that takes longer than expected lowers its component, and its end settles it', async () => {
  const tenantId = await newTenant();
  const onboardingId = newId();
  const startedAt = new Date(Date.now() - 15 * 86_400_000).toISOString();
  await health.hear(OnboardingStarted, {
    tenantId,
    onboardingId,
    plan: 'standard',
    planVersion: 1,
    steps: [],
    expectedDays: 10,
    startedAt,
  });
  const during = await score(tenantId);
  expect(during.breakdown[0]).toMatchObject({ component: 'onboarding', points: 15 });

  await health.hear(OnboardingCompleted, {
    tenantId,
    onboardingId,
    startedAt,
    completedAt: at(),
    days: 15,
    skippedSteps: [],
  });
  const after = await score(tenantId);
  expect(after).toMatchObject({ score: 100, confidence: 'high', inGrace: false, baseline: 100 });
});

test('a suspension caps the score to critical, a reactivation lets it ramp, and both are told once', async () => {
  const tenantId = await newTenant();
  await health.hear(TenantSuspended, suspended(tenantId, 2));
  expect(await score(tenantId)).toMatchObject({
    score: 20,
    band: 'critical',
    suspendedReason: 'The invoice is overdue.',
  });
  await health.hear(TenantReactivated, { tenantId, reason: 'Paid.', revision: 3, at: at() });
  const back = await score(tenantId);
  expect(back.band).toBe('at-risk');
  expect(back.score).toBeCloseTo(45, 0);

  const told = (await health.said(HealthScoreChanged)).filter((event) => event.tenantid === tenantId);
  expect(told.map(({ data }) => `${data.previousBand} > ${data.band}`)).toEqual([
    'healthy > critical',
    'critical > at-risk',
  ]);
  expect(told[0]?.data.reasons[0]).toMatchObject({ component: 'cap', points: -80 });
  expect(told[0]?.hopcount).toBe(1);
});

test('an older reactivation does not undo a newer suspension', async () => {
  const tenantId = await newTenant();
  await health.hear(TenantSuspended, suspended(tenantId, 4));
  await health.hear(TenantReactivated, { tenantId, reason: 'Paid.', revision: 3, at: at() });
  expect(await score(tenantId)).toMatchObject({ score: 20, band: 'critical' });
});

test('a deactivated tenant keeps its final score, leaves the active list and changes no more', async () => {
  const tenantId = await newTenant();
  await health.hear(TenantDeactivated, { tenantId, reason: 'They left.', revision: 5, at: at() });
  await health.hear(TenantSuspended, suspended(tenantId, 6));
  expect(await score(tenantId)).toMatchObject({ status: 'churned', score: 100 });
  const client = await health.as(operator());
  const ids = async (status: string) =>
    (await client.get(`/v1/health/portfolio?status=${status}`)).body.items.map(
      (item: { tenantId: string }) => item.tenantId,
    );
  expect(await ids('active')).not.toContain(tenantId);
  expect(await ids('churned')).toContain(tenantId);
});

test('the portfolio tells how each score came where it is', async () => {
  const tenantId = await newTenant();
  await health.hear(TenantSuspended, suspended(tenantId, 2));
  await health.hear(TenantReactivated, { tenantId, reason: 'Paid.', revision: 3, at: at() });
  const { body } = await (await health.as(operator())).get('/v1/health/portfolio');
  const entry = body.items.find((item: { tenantId: string }) => item.tenantId === tenantId);
  expect(entry.recentScores).toEqual([100, 20, entry.score]);
  expect(entry.previousScore).toBe(20);
});

test('the portfolio is asked for named tenants, whatever their status', async () => {
  const [here, left] = [await newTenant(), await newTenant()];
  await health.hear(TenantDeactivated, { tenantId: left, reason: 'They left.', revision: 5, at: at() });
  const client = await health.as(operator());
  const named = async (query: string): Promise<string[]> =>
    (await client.get(`/v1/health/portfolio?tenantId=${here}&tenantId=${left}${query}`)).body.items.map(
      (item: { tenantId: string }) => item.tenantId,
    );
  expect(new Set(await named(''))).toEqual(new Set([here, left]));
  expect(await named('&status=churned')).toEqual([left]);
  expect((await client.get('/v1/health/portfolio?tenantId=none')).body.errors[0].field).toBe('tenantId');
});

test('the portfolio is asked for by the lowest score or by the deepest fall', async () => {
  const [fallen, risen] = [await newTenant(), await newTenant()];
  await health.hear(TenantSuspended, suspended(risen, 2));
  await health.hear(TenantReactivated, { tenantId: risen, reason: 'Paid.', revision: 3, at: at() });
  await health.hear(TenantSuspended, suspended(fallen, 2));
  const client = await health.as(operator());
  const changes = async (sort: string): Promise<[number, number][]> =>
    (await client.get(`/v1/health/portfolio?sort=${sort}&limit=1000`)).body.items.map(
      ({ score: now, previousScore }: { score: number; previousScore: number }) => [now, now - previousScore],
    );
  const byScore = (await changes('score')).map(([now]) => now);
  const byDrop = (await changes('drop')).map(([, change]) => change);
  expect(byScore).toEqual(byScore.toSorted((a, b) => a - b));
  expect(byDrop).toEqual(byDrop.toSorted((a, b) => a - b));
  expect(byDrop.at(0)).toBe(-80);
  expect(byDrop.at(-1)).toBeGreaterThan(0);
  expect((await client.get('/v1/health/portfolio?sort=name')).status).toBe(400);
});

test('a lost seat counts once, and losing the last administrator is a risk of its own', async () => {
  const tenantId = await newTenant();
  const lost = {
    tenantId,
    userId: newId(),
    email: 'a@acme.example',
    role: 'admin',
    deactivatedBy: 'user:x',
    lastAdmin: true,
    at: at(),
  };
  const first = await health.hear(UserDeactivated, lost);
  health.broker.publish(UserDeactivated, lost, { id: first.id });
  await health.hear(UserDeactivated, lost);
  const card = await score(tenantId);
  expect(card.breakdown.find((line: { component: string }) => line.component === 'seats').points).toBeCloseTo(16, 1);
  expect(card.breakdown.find((line: { component: string }) => line.component === 'administration').points).toBeCloseTo(
    0,
    1,
  );
});

test('each address that bounces lowers the reachability once', async () => {
  const tenantId = await newTenant();
  const bounce = (recipient: string) =>
    health.hear(NotificationBounced, {
      tenantId,
      notificationId: newId(),
      recipient,
      kind: 'hard',
      diagnostic: '550 no such user',
      at: at(),
    });
  await bounce('a@acme.example');
  await bounce('A@acme.example');
  await bounce('b@acme.example');
  const card = await score(tenantId);
  expect(card.breakdown.find((line: { component: string }) => line.component === 'reachability').points).toBeCloseTo(
    7.5,
    1,
  );
});

test('failing endpoints count once a day, and our own bad news does not count', async () => {
  const tenantId = await newTenant();
  const endpointId = newId();
  const failure = (messageType: string) =>
    health.hear(WebhookFailed, {
      tenantId,
      endpointId,
      messageId: newId(),
      messageType,
      attempts: 8,
      lastError: '500',
      endpointDisabled: false,
      at: at(),
    });
  await failure(HealthScoreChanged.type);
  expect((await score(tenantId)).score).toBe(100);
  await failure('crm.contact.created.v1');
  await failure('crm.contact.updated.v1');
  expect(
    (await score(tenantId)).breakdown.find((line: { component: string }) => line.component === 'integration').points,
  ).toBeCloseTo(13.2, 1);
});

test('weights are replaced only by a sum of 100 and the version that was read', async () => {
  const tenantId = await newTenant();
  const client = await health.as(userOf(tenantId));
  const weights = { onboarding: 100, seats: 0, administration: 0, reachability: 0, integration: 0 };
  const wrong = await client.put('/v1/health/weights', { weights: { ...weights, seats: 1 } });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'weights', rule: 'addUpTo100' }] } });
  expect((await client.put('/v1/health/weights', { weights }, { headers: { 'if-match': '"7"' } })).status).toBe(412);
  const changed = await client.put('/v1/health/weights', { weights }, { headers: { 'if-match': '"1"' } });
  expect(changed).toMatchObject({ status: 200, body: { version: 2, weights } });
});

test('a tenant sees its own card only, and without the permission none', async () => {
  const tenantId = await newTenant();
  const stranger = await health.as(userOf(newId()));
  expect((await stranger.get('/v1/health/score')).status).toBe(404);
  const anonymous = await health.anonymous();
  expect((await anonymous.get('/v1/health/score')).status).toBe(401);
  expect(await score(tenantId)).toMatchObject({ tenantId });
});
