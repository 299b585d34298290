import { ContactCreated, consumeLinks, queueOf, TenantCreated, UserInvited } from '@crm/events';
import { newId, type RunningService, startService } from '@crm/platform';
import { eventually, operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { LiveState } from '../src/live/live-state.js';
import { type JsonObject, patched } from '../src/live/merge-patch.js';
import { service } from '../src/service.js';
import { LivePlatform } from './live-platform.js';
import { Portal } from './portal.js';
import { type OpenedBy, StreamReader } from './stream-reader.js';

const platform = new LivePlatform();
let portal: Portal;
/** Another process's worth of the same service: same database, own streams, and no turn at the samples. */
let replica: RunningService;

beforeAll(async () => {
  const env = { LIVE_SAMPLE_MILLISECONDS: '50', RABBITMQ_MANAGEMENT_URL: inject('parts').managementUrl };
  portal = await Portal.start(env, { figures: platform.answer });
  replica = await startService(service, portal.service.env);
});
afterAll(async () => {
  await replica.stop();
  await portal.stop();
});

const read = (by: OpenedBy = { caller: operator() }): Promise<StreamReader> =>
  StreamReader.open(portal.service, '/v1/live/stream', by);

/** What a reader knows by now. */
function shown({ events }: StreamReader): LiveState {
  const start = events.map(({ event }) => event).lastIndexOf('full');
  return events
    .slice(start + 1)
    .reduce((state, { data }) => patched(state, data), events[start]?.data as JsonObject) as unknown as LiveState;
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('the whole platform is shown at first, then what changes, with rates per link and lags from the differences', async () => {
  const reader = await read();
  await eventually(() => reader.events.length > 3);
  expect(reader.events[0]).toMatchObject({ event: 'full' });
  expect(new Set(reader.events.slice(1).map(({ event }) => event))).toEqual(new Set(['delta']));
  expect(shown(reader).counts).toEqual({ events: 20, services: 12, publishLinks: 20, consumeLinks: 78 });
  const types = Object.values(shown(reader).consumes).map((byType) => Object.keys(byType ?? {}).length);
  expect(types.reduce((sum, count) => sum + count)).toBe(consumeLinks.length);

  const counting = platform.of('customer-data-platform');
  const hearing = platform.of('analytics-pipeline');
  hearing.dead[ContactCreated.type] = 2;
  hearing.deadByReason['invalid-data'] = 2;
  let [most, lag]: [number, number | undefined] = [0, undefined];
  await eventually(() => {
    const total = (counting.published[ContactCreated.type] ?? 0) + 10;
    counting.published[ContactCreated.type] = total;
    hearing.handled[ContactCreated.type] = { total, lag: [0, total, total, total] };
    const state = shown(reader);
    most = Math.max(most, state.publishes['customer-data-platform']?.[ContactCreated.type]?.perSecond ?? 0);
    lag = state.consumes['analytics-pipeline']?.[ContactCreated.type]?.p50Ms;
    return most > 0 && lag !== undefined;
  });
  expect(lag).toBeGreaterThan(10);
  expect(lag).toBeLessThan(100);
  const link = shown(reader).consumes['analytics-pipeline']?.[ContactCreated.type];
  expect(link).toMatchObject({ dead: 2, parked: 0 });
  expect(link?.p99Ms).toBeLessThanOrEqual(100);
  expect(shown(reader).services['analytics-pipeline']).toMatchObject({
    status: 'up',
    version: '0.1.0',
    deadByReason: { 'invalid-data': 2 },
  });
  await eventually(() => shown(reader).queues[queueOf('tenant-admin-portal')]?.consumers);
  expect(shown(reader).broker).toBe('up');
  reader.close();
});

test('a service that does not answer is down, and comes back without a negative rate', async () => {
  const reader = await read();
  platform.of('api-gateway').published[TenantCreated.type] = 1_000;
  await eventually(() => shown(reader).publishes['api-gateway']?.[TenantCreated.type]?.total === 1_000);
  platform.away.add('api-gateway');
  await eventually(() => shown(reader).services['api-gateway']?.status === 'down');
  expect(shown(reader).services['api-gateway']).toEqual({ status: 'down' });
  platform.restart('api-gateway');
  platform.of('api-gateway').published[TenantCreated.type] = 5;
  platform.away.clear();
  await eventually(() => shown(reader).publishes['api-gateway']?.[TenantCreated.type]?.total === 5);
  const rates = reader.events.map(({ data }) => data.publishes?.['api-gateway']?.[TenantCreated.type]?.perSecond ?? 0);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
  expect(shown(reader).services['api-gateway']?.status).toBe('up');
  reader.close();
});

test('1,000 cut connections under load lose and double nothing', async () => {
  const lookAgain = async (cuts: number): Promise<void> => {
    const caller = operator();
    const seen: number[] = [];
    for (let cut = 0; cut < cuts; cut += 1) {
      platform.of('user-auth').published[UserInvited.type] = cut;
      const url = cut % 2 === 0 ? portal.service.url : replica.url;
      const reader = await read({ caller, url, lastEventId: seen.at(-1) });
      if (cut % 20 === 0) await eventually(() => reader.events.length > 0, { pauseMs: 2 });
      reader.close();
      seen.push(...reader.events.map(({ id }) => id));
    }
    const last = await read({ caller, lastEventId: seen.at(-1) });
    await eventually(() => last.events.length > 2);
    last.close();
    expect(last.events.every(({ event }) => event === 'delta')).toBe(true);
    seen.push(...last.events.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(upTo(Number(seen[0]), Number(seen.at(-1))));
  };
  await Promise.all(upTo(1, 10).map(() => lookAgain(100)));
  // Some seconds; more where others share the machine.
}, 60_000);

test('an id that is not known begins with the whole state; one that cannot be read is refused by name', async () => {
  const ahead = await read({ caller: operator(), lastEventId: 900_000_000 });
  await eventually(() => ahead.events.length > 0);
  expect(ahead.events[0]?.event).toBe('full');
  ahead.close();
  const client = await portal.service.as(operator());
  expect(await client.get('/v1/live/stream', { headers: { 'last-event-id': 'x' } })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'Last-Event-ID' }] },
  });
  expect((await client.get('/v1/live/stream?lastEventId=-1')).status).toBe(400);
});

test('the last hour can be looked at: the state at a moment, and how it went on', async () => {
  const reader = await read();
  await eventually(() => reader.events.length > 30);
  reader.close();
  const [first, last] = [reader.events[0], reader.events.at(-1)];
  const client = await portal.service.as(operator());
  const query = (more = '') => `/v1/live/samples?from=${first?.data.at}&to=${last?.data.at}${more}`;
  const { body } = await client.get(query());
  expect(body.id).toBe(first?.id);
  expect(body.state).toEqual(first?.data);
  expect(body.samples.map(({ id }: { id: number }) => id)).toEqual(reader.events.slice(1).map(({ id }) => id));
  expect(body.samples.map(({ delta }: { delta: object }) => delta)).toEqual(
    reader.events.slice(1).map(({ data }) => data),
  );
  const part = await client.get(query('&limit=10'));
  expect(part.body.nextFrom).toBe(part.body.samples[9].at);
  expect((await client.get('/v1/live/samples?from=x&to=y')).body.errors).toMatchObject([
    { field: 'from' },
    { field: 'to' },
  ]);
  const early = await client.get(`/v1/live/samples?from=2020-01-01T00:00:00Z&to=${last?.data.at}&limit=1`);
  expect(early.body).toMatchObject({ id: 1, samples: [{ id: 2 }] });
});

test('samples that are too old are forgotten, and the newest state is not', async () => {
  await portal.service.sql("UPDATE live_sample SET at = at - interval '2 hours'");
  const { LiveSamples } = await import('../src/live/live-samples.js');
  await portal.service.app.get(LiveSamples).prune();
  const [row] = await portal.service.sql<{ rows: number; whole: number }>(
    `SELECT count(*)::int AS rows, count("full")::int AS whole FROM live_sample WHERE at < now() - interval '1 hour'`,
  );
  expect(row?.rows).toBeLessThan(25);
  const reader = await read();
  await eventually(() => reader.events.length > 2);
  expect(shown(reader).counts.services).toBe(12);
  reader.close();
});

test('tenants do not see it, and an operator only while the token lives', async () => {
  const owner = await portal.service.as(userOf(newId()));
  expect((await owner.get('/v1/live/stream')).status).toBe(403);
  expect((await owner.get('/v1/live/samples?from=2020-01-01T00:00:00Z&to=2020-01-01T00:00:00Z')).status).toBe(403);
  const nobody = await portal.service.anonymous();
  expect((await nobody.get('/v1/live/stream')).status).toBe(401);
  const caller = { ...operator(), tokenExpiresAt: Math.floor(Date.now() / 1_000) + 2 };
  const reader = await read({ caller });
  await eventually(() => reader.events.length > 0);
  expect(reader.ended).toBe(false);
  await eventually(() => reader.ended, { timeoutMs: 3_000 });
});

test('one replica takes the samples, and another goes on when it is gone', async () => {
  const head = async (): Promise<number> => {
    const rows = await portal.service.sql<{ position: string }>('SELECT position FROM live_head');
    return Number(rows[0]?.position);
  };
  await portal.service.halt();
  const reader = await StreamReader.open(portal.service, '/v1/live/stream', { caller: operator(), url: replica.url });
  const before = await head();
  await eventually(async () => (await head()) > before + 3);
  reader.close();
  const ids = await portal.service.sql<{ position: string }>('SELECT position FROM live_sample ORDER BY position');
  expect(ids.map(({ position }) => Number(position))).toEqual(
    upTo(Number(ids[0]?.position), Number(ids.at(-1)?.position)),
  );
  await portal.service.start();
});
