import { newId } from '@crm/platform';
import { bootService, operator, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { storyOf, type Told } from './events.js';

let analytics: TestService;

beforeAll(async () => {
  analytics = await bootService(service);
});
afterAll(() => analytics.stop());

async function hear(...events: Told[]): Promise<void> {
  for (const { event, data, id } of events) await analytics.hear(event, data, { id });
}

const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString();

test('the funnel shows when a tenant first reached each step, and churn closes it', async () => {
  const tenantId = newId();
  const story = storyOf(tenantId);
  const client = await analytics.as(userOf(tenantId));
  expect((await client.get('/v1/analytics/funnel')).status).toBe(404);
  await hear(story.contact(day(9)), story.created(day(1)));
  const early = (await client.get('/v1/analytics/funnel')).body;
  expect(early).toMatchObject({ status: 'active', plan: 'growth', daysToOnboard: null, churnedAt: null });
  expect(early.steps).toEqual([
    { step: 'created', at: day(1) },
    { step: 'onboarded', at: null },
    { step: 'first-contact', at: day(9) },
    { step: 'first-workflow', at: null },
    { step: 'first-webhook', at: null },
  ]);
  const [workflow, endpoint] = [newId(), newId()];
  await hear(
    ...[story.contact(day(7)), story.contact(day(8))],
    ...[story.onboarded(day(6), 5), story.onboarded(day(20), 1)],
    ...[story.run(day(2), workflow, 'failed', 5), story.run(day(12), workflow, 'succeeded', 5)],
    ...[story.delivered(day(14), endpoint, 5), story.churned(day(40))],
  );
  const late = (await client.get('/v1/analytics/funnel')).body;
  expect(late).toMatchObject({ status: 'churned', daysToOnboard: 5, churnedAt: day(40) });
  expect(late.steps.map(({ at }: { at: string }) => at)).toEqual([1, 6, 7, 12, 14].map(day));
  const series = await client.get(`/v1/analytics/series?metric=tenant.churned&from=${day(39)}&to=${day(42)}`);
  expect(series.body.points.map(({ value }: { value: number }) => value)).toEqual([0, 1, 0]);
});

test('operators see all tenants by cohort and step, and nobody else does', async () => {
  const stories = Array.from({ length: 4 }, () => storyOf(newId()));
  const july = (n: number): string => new Date(Date.UTC(2025, 6, n)).toISOString();
  for (const [index, story] of stories.entries()) {
    await hear(story.created(july(1 + index), index === 0 ? 'starter' : 'growth'));
  }
  const [a, b, c] = stories as [(typeof stories)[0], (typeof stories)[0], (typeof stories)[0]];
  await hear(a.onboarded(july(3), 2), b.onboarded(july(6), 4), c.contact(july(13)), a.contact(july(2)));
  await hear(a.churned(july(20)), b.churned(new Date(Date.UTC(2025, 8, 1)).toISOString()));
  // A tenant whose creation has not been told yet belongs to no cohort.
  await hear(storyOf(newId()).contact(july(5)));

  const client = await analytics.as(operator());
  const { body } = await client.get('/v1/analytics/cohorts?from=2025-07-01&to=2025-08-01');
  expect(body.items).toMatchObject([
    {
      ...{ cohort: '2025-07', tenants: 4, onboarded: 2, firstContact: 2, firstWorkflow: 0, firstWebhook: 0 },
      ...{ churned: 2, medianDaysToOnboard: 3 },
    },
  ]);
  const kept = body.items[0].retention.slice(0, 4).map(({ tenants }: { tenants: number }) => tenants);
  expect(kept).toEqual([3, 3, 2, 2]);
  const activation = (await client.get('/v1/analytics/activation?from=2025-07-01&to=2025-08-01')).body;
  expect(activation).toMatchObject({ tenants: 4, churned: 2 });
  expect(activation.steps).toMatchObject([
    { step: 'created', tenants: 4, share: 1, medianDays: 0 },
    { step: 'onboarded', tenants: 2, share: 0.5, medianDays: 3 },
    { step: 'first-contact', tenants: 2, share: 0.5, medianDays: 5.5 },
    { step: 'first-workflow', tenants: 0, share: 0, medianDays: null },
    { step: 'first-webhook', tenants: 0 },
  ]);
  const starters = (await client.get('/v1/analytics/activation?plan=starter&to=2025-08-01')).body;
  expect(starters.tenants).toBe(1);
  expect((await client.get('/v1/analytics/activation?plan=golden')).status).toBe(400);
  const owner = await analytics.as(userOf(newId()));
  for (const path of ['cohorts', 'activation']) {
    expect((await owner.get(`/v1/analytics/${path}`)).status).toBe(403);
  }
});
