import { TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { data, TrailWorld } from './trail.js';

let trail: TrailWorld;
beforeAll(async () => {
  trail = await TrailWorld.open();
});
afterAll(() => trail.stop());

const noon = Date.parse('2026-03-01T12:00:00Z');

function envelope(payload: object = {}, headers: object = {}) {
  return {
    headers: { name: 'iam.role.created', serviceName: 'hub-iam', createdAt: noon, ...headers },
    payload: { id: 'clerk', ...payload },
  };
}

async function record(tenantId: string, body: object, options?: { headers: Record<string, string> }, userId = newId()) {
  return (await trail.service.as(userOf(tenantId, 'owner', userId))).post('/v1/logs', body, options);
}

async function find(tenantId: string, query = '') {
  const { status, body } = await (await trail.service.as(userOf(tenantId))).get(`/v1/logs${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const ids = async (tenantId: string, query: string): Promise<string[]> =>
  (await find(tenantId, query)).data.map(({ payload }: { payload: { id: string } }) => payload.id);

describe('a service event that is brought', () => {
  test('is recorded with the caller, the tenant and now as what was not told, and is read in the same form', async () => {
    const [tenantId, userId] = [newId(), newId()];
    const before = Date.now();
    const { headers, payload } = envelope({ name: 'Clerk', limits: { day: 3 } }, { createdAt: undefined });
    const recorded = await record(tenantId, { headers, payload }, undefined, userId);
    expect(recorded).toMatchObject({
      status: 201,
      body: {
        headers: { name: 'iam.role.created', serviceName: 'hub-iam', createdAt: expect.any(Number) },
        payload: { user: userId, tenant: tenantId, id: 'clerk', name: 'Clerk', limits: { day: 3 } },
      },
    });
    expect(recorded.body.headers.createdAt).toBeGreaterThanOrEqual(before);
    expect(Date.parse(recorded.body.receivedAt)).toBeGreaterThanOrEqual(before);
    expect(recorded.body).not.toHaveProperty('originalName');
    expect(await find(tenantId)).toEqual({
      data: [recorded.body],
      meta: { page: 1, perPage: 50, total: 1, totalPages: 1 },
    });
    expect(await trail.last(tenantId)).toMatchObject({
      id: recorded.body.id,
      type: 'iam.role.created',
      actor: `user:${userId}`,
      target: { kind: 'role', id: 'clerk' },
      sentence: 'A user created a role.',
      detail: { serviceName: 'hub-iam', recordedBy: `user:${userId}` },
    });
    expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true, entries: 1 });
  });

  test('keeps the user, the time and the spelling that were told', async () => {
    const tenantId = newId();
    const told = envelope(
      { user: 'hub-user-1', tenant: tenantId.toUpperCase() },
      { name: 'secrets.authclient.created' },
    );
    const { body } = await record(tenantId, told);
    expect(body).toMatchObject({
      headers: { name: 'secret-service.auth-client.created', createdAt: noon },
      payload: { user: 'hub-user-1', tenant: tenantId },
      originalName: 'secrets.authclient.created',
    });
    const support = operator(tenantId);
    const brought = await (await trail.service.as(support)).post('/v1/logs', envelope());
    expect(brought.body.payload.user).toBe(support.actor);
    const machine = await record(tenantId, envelope({ user: 'service:hub-flows' }));
    expect(machine.body.payload.user).toBe('service:hub-flows');
  });

  test('is recorded once per Idempotency-Key, also when it comes twice at once', async () => {
    const [tenantId, userId] = [newId(), newId()];
    const once = { headers: { 'idempotency-key': 'once' } };
    const first = await record(tenantId, envelope(), once, userId);
    const twins = ['twin', 'twin'].map((key) =>
      record(tenantId, envelope(), { headers: { 'idempotency-key': key } }, userId),
    );
    expect(await record(tenantId, envelope(), once, userId)).toMatchObject({ status: 201, body: first.body });
    const [one, other] = await Promise.all(twins);
    expect(one?.body).toEqual(other?.body);
    expect((await find(tenantId)).meta.total).toBe(2);
  });

  test('is refused with the field where it breaks a rule, and leaves nothing', async () => {
    const tenantId = newId();
    const field = async (body: object) => {
      const answer = await record(tenantId, body);
      expect(answer.status, JSON.stringify(body).slice(0, 200)).toBe(400);
      return answer.body.errors[0].field;
    };
    const wrongHeaders: [object, string][] = [
      [{ name: 'iam.role.painted' }, 'headers.name'],
      [{ name: 'flow.failed' }, 'headers.name'],
      [{ serviceName: '' }, 'headers.serviceName'],
      [{ serviceName: 7 }, 'headers.serviceName'],
      [{ createdAt: 1_764_108_000 }, 'headers.createdAt'],
      [{ createdAt: Date.now() + 2 * 86_400_000 }, 'headers.createdAt'],
      [{ createdAt: '2026-03-01' }, 'headers.createdAt'],
      [{ colour: 'red' }, 'headers.colour'],
    ];
    for (const [headers, name] of wrongHeaders) expect(await field(envelope({}, headers))).toBe(name);
    const wrongPayloads: [object, string][] = [
      [{ tenant: newId() }, 'payload.tenant'],
      [{ tenant: { id: tenantId } }, 'payload.tenant'],
      [{ tenant: null }, 'payload.tenant'],
      [{ user: 7 }, 'payload.user'],
      [{ user: 'x'.repeat(256) }, 'payload.user'],
    ];
    for (const [payload, name] of wrongPayloads) expect(await field(envelope(payload))).toBe(name);
    const { headers, payload } = envelope();
    expect(await field({ headers })).toBe('payload');
    expect(await field({ headers, payload: [] })).toBe('payload');
    expect(await field({ payload })).toBe('headers');
    expect(await field({ headers, payload, id: newId() })).toBe('id');
    expect((await record(tenantId, envelope({ text: 'x'.repeat(600_000) }))).status).toBe(413);
    const asOurs = await record(tenantId, envelope({}, { serviceName: 'user-auth' }));
    expect(asOurs).toMatchObject({ status: 403, body: { type: 'urn:crm:problem:not-that-service' } });
    expect((await find(tenantId)).meta.total).toBe(0);
  });

  test('takes the permission audit:write, and reading it audit:read', async () => {
    const tenantId = newId();
    const reader = await trail.service.as(userWith(tenantId, ['audit:read']));
    const writer = await trail.service.as(userWith(tenantId, ['audit:write']));
    expect((await reader.post('/v1/logs', envelope())).status).toBe(403);
    expect((await writer.post('/v1/logs', envelope())).status).toBe(201);
    expect((await writer.get('/v1/logs')).status).toBe(403);
    expect((await reader.get('/v1/logs')).body.meta.total).toBe(1);
    expect((await (await trail.service.anonymous()).get('/v1/logs')).status).toBe(401);
  });
});

describe('a search', () => {
  const minute = 60_000;
  let tenantId: string;
  const user = newId();
  beforeAll(async () => {
    tenantId = newId();
    await trail.hear(TenantCreated, data.created(tenantId));
    const told: [string, object, object][] = [
      ['a', { user, size: 3, nested: { colour: 'red', on: true } }, {}],
      ['b', { user: 'operator:o-1', size: 3, nested: { colour: 'blue' } }, { createdAt: noon + 2 * minute }],
      ['c', { nested: { colour: 'red' }, list: ['x', 'y'] }, { createdAt: noon + minute, serviceName: 'hub-flows' }],
      ['d', { text: "100% 'quoted' = \\d", none: null }, { createdAt: noon, name: 'secrets.secret.created' }],
      ['e', { user, text: '' }, { createdAt: noon - minute, name: 'secret-service.secret.created' }],
    ];
    for (const [id, payload, headers] of told) await record(tenantId, envelope({ id, ...payload }, headers));
    await record(newId(), envelope({ id: 'foreign', user, size: 3 }));
  });

  test('is newest first by the told time, then by the order of recording, and holds service events alone', async () => {
    expect(await ids(tenantId, '')).toEqual(['b', 'c', 'd', 'a', 'e']);
  });

  test.each([
    ['filter[service]=hub-flows', 'c'],
    ['filter[service]=nobody', ''],
    ['filter[name]=iam.role.created', 'bca'],
    ['filter[name]=secrets.secret.created', 'de'],
    ['filter[name]=secret-service.secret.created', 'de'],
    ['filter[name]=crm.tenant.created.v1', ''],
    [`filter[user]=${user}`, 'ae'],
    ['filter[user]=operator:o-1', 'b'],
    ['filter[from]=2026-03-01T12:00:00Z', 'bcda'],
    ['filter[to]=2026-03-01T12:00:00Z', 'e'],
    ['filter[from]=2026-03-01T13:00:00.001%2B01:00&filter[to]=2026-03-01T12:02:00Z', 'c'],
    ['filter[payload.id]=c', 'c'],
    ['filter[payload.size]=3', 'ba'],
    ['filter[payload.nested.colour]=red', 'ca'],
    ['filter[payload.nested.on]=true', 'a'],
    ['filter[payload.list.1]=y', 'c'],
    ['filter[payload.nested.colour]=red&filter[payload.size]=3', 'a'],
    ['filter[payload]=nested.colour%3Dred&filter[payload.size]=3', 'a'],
    ['filter[payload.id]=a&filter[payload.id]=b', ''],
    [`filter[payload.text]=${encodeURIComponent("100% 'quoted' = \\d")}`, 'd'],
    ['filter[payload.text]=', 'e'],
    ['filter[payload.none]=null', ''],
    ['filter[payload.absent]=', ''],
    [`filter[payload.user]=${user}`, 'ae'],
    ['filter[payload.text]=%25', ''],
  ])('by %s finds "%s"', async (query, expected) => {
    expect(await ids(tenantId, `?${query}`)).toEqual([...expected]);
  });

  test('by the tenant in the payload finds its own', async () => {
    expect(await ids(tenantId, `?filter[payload.tenant]=${tenantId}`)).toHaveLength(5);
    expect(await ids(tenantId, `?filter[payload.tenant]=${newId()}`)).toEqual([]);
  });

  test('is answered in pages that say how many there are', async () => {
    expect(await ids(tenantId, '?page[size]=2')).toEqual(['b', 'c']);
    const last = await find(tenantId, '?page[size]=2&page[number]=3');
    expect(last.data.map(({ payload }: { payload: { id: string } }) => payload.id)).toEqual(['e']);
    expect(last.meta).toEqual({ page: 3, perPage: 2, total: 5, totalPages: 3 });
    const beyond = await find(tenantId, '?page[size]=2&page[number]=9');
    expect(beyond).toEqual({ data: [], meta: { page: 9, perPage: 2, total: 5, totalPages: 3 } });
    expect((await find(newId())).meta).toEqual({ page: 1, perPage: 50, total: 0, totalPages: 0 });
  });

  test.each([
    ['page[size]=0', 'page[size]'],
    ['page[size]=1001', 'page[size]'],
    ['page[size]=many', 'page[size]'],
    ['page[number]=0', 'page[number]'],
    ['page[number]=999999999999999999999', 'page[number]'],
    ['page[offset]=1', 'page[offset]'],
    ['limit=5', 'limit'],
    ['filter[colour]=red', 'filter[colour]'],
    ['filter[service]=a&filter[service]=b', 'filter[service]'],
    ['filter[from]=yesterday', 'filter[from]'],
    ['filter[from]=2026-02-30T00:00:00Z', 'filter[from]'],
    ['filter[to]=2026-03-01', 'filter[to]'],
    ['filter[to]=2026-03-01T23:59:60Z', 'filter[to]'],
    ['filter[payload.a%20b]=x', 'filter[payload]'],
    ["filter[payload.a'b]=x", 'filter[payload]'],
    ['filter[payload.]=x', 'filter[payload]'],
    [`filter[payload.${'x'.repeat(65)}]=x`, 'filter[payload]'],
    [[1, 2, 3, 4, 5, 6].map((n) => `filter[payload.m${n}]=x`).join('&'), 'filter[payload]'],
    ['filter[payload.id]=%00', 'filter[payload]'],
  ])('with %s is refused', async (query, field) => {
    const client = await trail.service.as(userOf(tenantId));
    const { status, body } = await client.get(`/v1/logs?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });
});
