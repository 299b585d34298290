import { newId } from '@crm/platform';
import { bootService, type TestClient, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { storyOf, type Told } from './events.js';

let analytics: TestService;

beforeAll(async () => {
  analytics = await bootService(service);
});
afterAll(() => analytics.stop());

async function hear(...events: Told[]): Promise<void> {
  for (const { event, data, id } of events) analytics.broker.publish(event, data, { id });
  for (const { id } of events) expect(await analytics.settled(id)).toBe('handled');
}

async function tenant(): Promise<{ tenantId: string; client: TestClient; story: ReturnType<typeof storyOf> }> {
  const tenantId = newId();
  return { tenantId, client: await analytics.as(userOf(tenantId)), story: storyOf(tenantId) };
}

const march = 'from=2026-03-01&to=2026-03-04';

async function values(client: TestClient, metric: string, query = `grain=day&${march}`): Promise<number[]> {
  const { status, body } = await client.get(`/v1/analytics/series?metric=${metric}&${query}`);
  expect(status).toBe(200);
  return body.points.map(({ value, count }: { value?: number; count?: number }) => value ?? count);
}

test('contacts are counted in the hour and the day of their creation, imported against organic', async () => {
  const { client, story } = await tenant();
  await hear(
    story.contact('2026-03-02T23:59:59.999Z', 'import'),
    story.contact('2026-03-03T00:00:00.000Z', 'import'),
    story.contact('2026-03-03T02:30:00+02:00', 'workflow'),
    story.contact('2026-03-01T05:00:00.000Z'),
  );
  expect(await values(client, 'contacts.created')).toEqual([1, 1, 2]);
  expect(await values(client, 'contacts.created', `${march}&dimension=origin:imported`)).toEqual([0, 1, 1]);
  expect(await values(client, 'contacts.created', `${march}&dimension=origin:organic`)).toEqual([1, 0, 1]);
  const hours = await values(
    client,
    'contacts.created',
    'grain=hour&from=2026-03-02T23:00:00Z&to=2026-03-03T02:00:00Z',
  );
  expect(hours).toEqual([1, 2, 0]);
});

test('a merge corrects the unique counts of the days its contacts were created on, and an undo gives them back', async () => {
  const { client, story } = await tenant();
  const [first, second] = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z'];
  await hear(story.merged('2026-03-03T10:00:00Z', first, second));
  await hear(story.contact(first), story.contact(first), story.contact(second), story.contact(second));
  expect(await values(client, 'contacts.unique')).toEqual([1, 1, 0]);
  expect(await values(client, 'contacts.merged')).toEqual([0, 0, 2]);
  await hear(story.contact(first, 'merge-undone'), story.contact(second, 'merge-undone'));
  expect(await values(client, 'contacts.unique')).toEqual([2, 2, 0]);
  expect(await values(client, 'contacts.created')).toEqual([2, 2, 0]);
});

test('workflows have their runs, success rate and percentiles, in all and one by one', async () => {
  const { client, story } = await tenant();
  const [busy, calm] = [newId(), newId()];
  const at = '2026-03-02T12:00:00Z';
  await hear(
    ...Array.from({ length: 8 }, (_, index) => story.run(at, busy, 'succeeded', 100 * (index + 1))),
    story.run(at, busy, 'failed', 5_000, 2),
    story.run(at, busy, 'superseded', 1),
    story.run(at, calm, 'succeeded', 40),
  );
  const { body } = await client.get(`/v1/analytics/workflows?${march}`);
  expect(body.items).toMatchObject([
    { workflowId: busy, name: 'Welcome 2', runs: 10, succeeded: 8, failed: 1, successRate: 8 / 9 },
    { workflowId: calm, runs: 1, succeeded: 1, failed: 0, successRate: 1 },
  ]);
  const { duration } = body.items[0];
  expect(duration.mean).toBe(860.1);
  expect(Math.abs(duration.p50 / 400 - 1)).toBeLessThan(0.049);
  expect(Math.abs(duration.p95 / 5_000 - 1)).toBeLessThan(0.049);
  expect(await values(client, 'workflows.runs')).toEqual([0, 11, 0]);
  expect(await values(client, 'workflows.runs', `${march}&dimension=result:superseded`)).toEqual([0, 1, 0]);
  expect(await values(client, 'workflows.duration', `${march}&dimension=workflow:${calm}`)).toEqual([0, 1, 0]);
  expect((await client.get('/v1/analytics/workflows?from=2026-04-01&to=2026-04-02')).body.items).toEqual([]);
});

test('deliveries have volume and latency per endpoint', async () => {
  const { client, story } = await tenant();
  const [endpoint, other] = [newId(), newId()];
  await hear(
    story.delivered('2026-03-01T08:00:00Z', endpoint, 20),
    story.delivered('2026-03-03T08:00:00Z', endpoint, 200),
    story.delivered('2026-03-03T08:00:00Z', other, 3_000),
  );
  const { body } = await client.get(`/v1/analytics/webhooks/${endpoint}?${march}`);
  expect(body).toMatchObject({ delivered: 2, latency: { count: 2, mean: 110 } });
  expect(body.days.map((day: { delivered: number }) => day.delivered)).toEqual([1, 0, 1]);
  expect(Math.abs(body.latency.p99 / 200 - 1)).toBeLessThan(0.049);
  const all = (await client.get(`/v1/analytics/webhooks?${march}`)).body;
  expect(all.items.map((one: { endpointId: string }) => one.endpointId)).toEqual([endpoint, other]);
  expect(all.items).toMatchObject([
    { delivered: 2, latency: { count: 2, mean: 110 } },
    { delivered: 1, latency: { count: 1, mean: 3_000 } },
  ]);
  expect((await client.get('/v1/analytics/webhooks?from=2026-04-01&to=2026-04-02')).body.items).toEqual([]);
  expect(await values(client, 'webhooks.delivered')).toEqual([1, 0, 2]);
  expect((await client.get(`/v1/analytics/webhooks/${newId()}`)).status).toBe(404);
  const stranger = await analytics.as(userOf(newId()));
  expect((await stranger.get(`/v1/analytics/webhooks/${endpoint}`)).status).toBe(404);
  expect((await stranger.get(`/v1/analytics/webhooks?${march}`)).body.items).toEqual([]);
});

test('any order and any repetition of deliveries make the same rollups', async () => {
  const [workflow, endpoint] = [newId(), newId()];
  const build = (tenantId: string): Told[] => {
    const story = storyOf(tenantId);
    const hour = (n: number) => new Date(Date.UTC(2026, 2, 1, n)).toISOString();
    return [
      story.created(hour(0)),
      story.onboarded(hour(40), 1.5),
      ...Array.from({ length: 12 }, (_, n) => story.contact(hour(n * 3), n % 3 === 0 ? 'import' : 'manual')),
      story.merged(hour(50), hour(3), hour(6), hour(6)),
      story.contact(hour(6), 'merge-undone'),
      ...Array.from({ length: 8 }, (_, n) =>
        story.run(hour(n * 5), workflow, n % 4 === 0 ? 'failed' : 'succeeded', 3 ** n, 1 + (n % 2)),
      ),
      ...Array.from({ length: 8 }, (_, n) => story.delivered(hour(n * 7), endpoint, 2 ** n)),
      story.churned(hour(60)),
    ];
  };
  const dump = async (tenantId: string) =>
    Object.fromEntries(
      await Promise.all(
        ['metric_hour', 'metric_day', 'tenant_funnel', 'activation_entry', 'workflow_name'].map(async (table) => [
          table,
          await analytics.sql(
            `SELECT (to_jsonb(t) - 'tenant_id')::text AS row FROM ${table} t WHERE tenant_id = $1 ORDER BY 1`,
            [tenantId],
          ),
        ]),
      ),
    );
  const [straight, shuffled] = [newId(), newId()];
  await hear(...build(straight));
  const events = build(shuffled);
  let seed = Number(process.env['SPEC_SEED'] ?? Date.now() % 1e6);
  console.info(`SPEC_SEED=${seed}`);
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const repeated = [...events, ...events.filter(() => random() < 0.5)]
    .map((event) => [random(), event] as const)
    .sort(([a], [b]) => a - b)
    .map(([, event]) => event);
  expect(repeated.length).toBeGreaterThan(events.length);
  await hear(...repeated);
  const expected = await dump(straight);
  expect(expected['metric_hour'].length).toBeGreaterThan(50);
  expect(await dump(shuffled)).toEqual(expected);
});

test('a series says how fresh it is, and has the last buckets up to now unless told', async () => {
  const { client, story } = await tenant();
  const empty = (await client.get('/v1/analytics/series?metric=contacts.created&grain=hour')).body;
  expect(empty.freshness).toBeNull();
  expect(empty.points).toHaveLength(24);
  await hear(story.contact(new Date().toISOString()));
  const { body } = await client.get('/v1/analytics/series?metric=contacts.created');
  expect(body.points).toHaveLength(30);
  expect(body.points.at(-1).value).toBe(1);
  expect(Date.now() - Date.parse(body.freshness.updatedAt)).toBeLessThan(10_000);
  expect(Date.now() - Date.parse(body.freshness.newestEventAt)).toBeLessThan(10_000);
});

test('the catalogue names every metric with its dimensions and error', async () => {
  const { client } = await tenant();
  const { items } = (await client.get('/v1/analytics/metrics')).body;
  expect(items).toContainEqual({
    metric: 'webhooks.latency',
    title: 'Webhook delivery latency',
    kind: 'duration',
    dimensions: ['endpoint'],
    unit: 'ms',
    percentileError: 0.0488,
  });
  for (const { metric } of items) await values(client, metric);
});

test.each([
  ['an unknown metric', 'metric=contacts.sold', 'metric'],
  ['no metric', 'grain=day', 'metric'],
  ['an unknown grain', 'metric=contacts.created&grain=minute', 'grain'],
  ['a day that does not exist', 'metric=contacts.created&from=2026-02-30', 'from'],
  ['an end before the begin', 'metric=contacts.created&from=2026-03-02&to=2026-03-01', 'to'],
  ['more than can be shown', 'metric=contacts.created&grain=hour&from=2020-01-01&to=2026-01-01', 'from'],
  ['a dimension that the metric has not', 'metric=contacts.created&dimension=endpoint:x', 'dimension'],
  ['a dimension without a value', 'metric=contacts.created&dimension=origin', 'dimension'],
  ['a dimension where there is none', 'metric=contacts.merged&dimension=origin:imported', 'dimension'],
  ['an unknown parameter', 'metric=contacts.created&sort=up', 'sort'],
])('%s is refused by name', async (_, query, field) => {
  const { client } = await tenant();
  const answer = await client.get(`/v1/analytics/series?${query}`);
  expect(answer).toMatchObject({ status: 400, body: { type: 'urn:crm:problem:validation-failed' } });
  expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

test('another tenant sees nothing of it, and without the permission nobody does', async () => {
  const { story, tenantId } = await tenant();
  await hear(story.contact('2026-03-02T00:00:00Z'), story.run('2026-03-02T00:00:00Z', newId(), 'succeeded', 5));
  const stranger = await analytics.as(userOf(newId()));
  expect(await values(stranger, 'contacts.created')).toEqual([0, 0, 0]);
  expect((await stranger.get(`/v1/analytics/workflows?${march}`)).body.items).toEqual([]);
  const powerless = await analytics.as(userWith(tenantId, ['contacts:read']));
  for (const path of [
    'series?metric=contacts.created',
    'metrics',
    'workflows',
    'funnel',
    'webhooks',
    `webhooks/${newId()}`,
  ]) {
    expect((await powerless.get(`/v1/analytics/${path}`)).status).toBe(403);
  }
});
