import { type CloudEvent, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestClient, type TestService, userOf } from '@crm/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { behaviour, probeService } from './probe-service.js';

const operatorId = newId();
let probe: TestService;
let client: TestClient;

beforeAll(async () => {
  probe = await bootService(probeService);
  client = await probe.as(operator(null, operatorId));
});
afterAll(() => probe.stop());
afterEach(async () => {
  behaviour.before = () => undefined;
  await probe.sql("DELETE FROM inbox WHERE status = 'dead'");
});

const created = (tenantId: string) => ({
  tenantId,
  name: 'Acme',
  slug: 'acme',
  plan: 'growth' as const,
  owner: { email: 'o@acme.example', name: 'O' },
  timeZone: 'UTC',
  createdAt: new Date().toISOString(),
});

const path = (rest: string): string => `/v1/operations/dead-letters${rest}`;
const status = async (id: string): Promise<string | undefined> =>
  (await probe.sql<{ status: string }>('SELECT status FROM inbox WHERE event_id = $1', [id]))[0]?.status;

/** Events whose handler fails until `behaviour.before` is set anew; they are dead when this returns. */
async function exhausted(count: number): Promise<CloudEvent[]> {
  behaviour.before = () => {
    throw new Error('No luck.');
  };
  const events = Array.from({ length: count }, () => probe.broker.publish(TenantCreated, created(newId())));
  for (const { id } of events) await eventually(async () => (await status(id)) === 'dead');
  return events;
}

/** Events that break their contract, dead at once and one after the other. */
async function invalid(count: number): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (let n = 0; n < count; n += 1) {
    const event = probe.broker.publish(TenantCreated, { ...created(newId()), name: 7 as unknown as string });
    await eventually(async () => (await status(event.id)) === 'dead');
    events.push(event);
  }
  return events;
}

test('dead letters are paged, filtered and grouped', async () => {
  const [broken, unlucky] = [await invalid(5), await exhausted(2)];
  const first = await client.get(path('?reason=invalid-data&limit=3'));
  expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual(
    broken
      .slice(2)
      .reverse()
      .map(({ id }) => id),
  );
  const second = await client.get(path(`?reason=invalid-data&limit=3&cursor=${first.body.nextCursor}`));
  expect(second.body).toMatchObject({ items: [{ id: broken[1]?.id }, { id: broken[0]?.id }], nextCursor: null });
  expect((await client.get(path(`?type=${TenantCreated.type}`))).body.items).toHaveLength(7);
  expect((await client.get(path('?type=other'))).body.items).toEqual([]);
  expect((await client.get(path('?cursor=x'))).body.errors).toMatchObject([{ field: 'cursor' }]);
  const groups = await client.get(path('/groups'));
  expect(groups.body.items).toMatchObject([
    { reason: 'invalid-data', type: TenantCreated.type, count: broken.length },
    { reason: 'exhausted', type: TenantCreated.type, count: unlucky.length },
  ]);
  expect(Date.parse(groups.body.items[0].oldestAt)).toBeLessThanOrEqual(Date.parse(groups.body.items[0].newestAt));
  const letter = await client.get(path(`/${unlucky[0]?.id}`));
  expect(letter.body.history.map(({ what }: { what: string }) => what)).toEqual(['failed', 'failed', 'dead']);
  expect(letter.body.history[0].error).toBe('No luck.');
  expect((await client.get(path(`/${broken[0]?.id}`))).body).toMatchObject({
    headers: {},
    history: [{ what: 'dead' }],
  });
});

test('a check tells what a replay would come to, and changes nothing', async () => {
  const [[broken], [unlucky]] = [await invalid(1), await exhausted(1)];
  const check = async (id: string | undefined, event?: object) =>
    (await client.post(path(`/${id}/check`), event ? { event } : {})).body;
  expect(await check(broken?.id)).toMatchObject({
    valid: false,
    outcome: 'dead',
    reason: 'invalid-data',
    errors: expect.arrayContaining([expect.objectContaining({ path: 'data.name' })]),
  });
  const mended = { ...broken, data: { ...(broken?.data as object), name: 'Acme' } };
  expect(await check(broken?.id, mended)).toEqual({ valid: true, outcome: 'handled-next', reason: null, errors: [] });
  expect(await check(broken?.id, { ...mended, id: unlucky?.id })).toMatchObject({ valid: true, outcome: 'known' });
  expect(await check(broken?.id, { ...mended, time: 'yesterday' })).toMatchObject({
    reason: 'invalid-envelope',
    errors: [{ path: 'time' }],
  });
  expect(await check(broken?.id, { ...mended, type: 'crm.unheard.v1' })).toMatchObject({ errors: [{ path: 'type' }] });
  expect(await status(String(broken?.id))).toBe('dead');
  expect((await client.post(path(`/${newId()}/check`), {})).status).toBe(404);
});

test('an edited event that would be given up again is refused with the places; a sound one is handled', async () => {
  const [broken] = await invalid(1);
  const wrong = await client.post(path(`/${broken?.id}/replay`), { event: { ...broken, data: { name: 1 } } });
  expect(wrong).toMatchObject({ status: 422, body: { type: 'urn:crm:problem:invalid-event', reason: 'invalid-data' } });
  expect(wrong.body.errors.map(({ path: at }: { path: string }) => at)).toContain('data.tenantId');
  expect(await status(String(broken?.id))).toBe('dead');
  const event = { ...broken, data: { ...(broken?.data as object), name: 'Acme' } };
  expect((await client.post(path(`/${broken?.id}/replay`), { event })).status).toBe(202);
  await eventually(async () => (await status(String(broken?.id))) === 'handled');
  const acts = await client.get('/v1/operations/acts?limit=1');
  expect(acts.body.items).toMatchObject([
    { actor: `operator:${operatorId}`, act: 'replay', ids: [broken?.id], outcome: { edited: true } },
  ]);
});

test('many are replayed together, and none when there are others than expected', async () => {
  const events = await exhausted(4);
  behaviour.before = () => undefined;
  const ids = events.map(({ id }) => id);
  const filter = { reason: 'exhausted' };
  const fewer = await client.post(path('/replay'), { filter, expectedCount: 3 });
  expect(fewer).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:count-differs' } });
  expect((await client.post(path('/replay'), { ids: [...ids, newId()], expectedCount: 5 })).status).toBe(409);
  expect(await Promise.all(ids.map(status))).toEqual(ids.map(() => 'dead'));
  const some = await client.post(path('/replay'), { ids: ids.slice(0, 1), expectedCount: 1 });
  expect(some).toMatchObject({ status: 202, body: { outcomes: [{ id: ids[0], outcome: 'replayed' }] } });
  const rest = await client.post(path('/replay'), { filter, expectedCount: 3 });
  expect(rest.body.outcomes.map(({ id }: { id: string }) => id).sort()).toEqual(ids.slice(1).sort());
  await eventually(async () => (await Promise.all(ids.map(status))).every((one) => one === 'handled'));
  for (const [body, field] of [
    [{ expectedCount: 1 }, 'ids'],
    [{ ids, filter, expectedCount: 4 }, 'ids'],
    [{ ids: ['x'], expectedCount: 1 }, 'ids'],
    [{ filter: { other: 1 }, expectedCount: 1 }, 'filter.other'],
    [{ filter, expectedCount: 1_001 }, 'expectedCount'],
  ] as const) {
    expect(await client.post(path('/replay'), body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  }
});

test('many are discarded with a reason, and every act is kept for good', async () => {
  const ids = (await invalid(2)).map(({ id }) => id);
  const discarded = await client.post(path('/discard'), {
    filter: { type: TenantCreated.type },
    expectedCount: 2,
    reason: 'Sent by a broken build.',
  });
  expect(discarded.body.outcomes).toEqual(ids.map((id) => ({ id, outcome: 'discarded' })));
  expect(await Promise.all(ids.map(status))).toEqual(['discarded', 'discarded']);
  const { body } = await client.get('/v1/operations/acts?limit=1');
  expect(body.items).toMatchObject([
    { act: 'discard', ids, filter: { type: TenantCreated.type }, reason: 'Sent by a broken build.' },
  ]);
  const older = await client.get(`/v1/operations/acts?cursor=${body.nextCursor}`);
  expect(older.body.items.every(({ id }: { id: string }) => id < body.items[0].id)).toBe(true);
  await expect(probe.sql('DELETE FROM operator_act')).rejects.toThrow('never changed');
  await expect(probe.sql("UPDATE operator_act SET reason = 'x'")).rejects.toThrow('never changed');
  const owner = await probe.as(userOf(newId()));
  expect((await owner.get('/v1/operations/acts')).status).toBe(403);
  expect((await owner.post(path('/discard'), { ids, expectedCount: 2, reason: 'no' })).status).toBe(403);
});
