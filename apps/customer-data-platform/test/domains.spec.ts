import { newId } from '@crm/platform';
import { bootService, operator, type TestClient, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced } from './announced.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

async function newOwner(): Promise<{ tenantId: string; userId: string; client: TestClient }> {
  const [tenantId, userId] = [newId(), newId()];
  return { tenantId, userId, client: await data.as(userOf(tenantId, 'owner', userId)) };
}
const seen = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

test('a domain is made, listed, edited by version and deleted, and the bus is told once each', async () => {
  const { tenantId, userId, client } = await newOwner();
  const made = await client.post('/v1/domains', { name: 'Sales', description: 'canary-4711' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Sales', public: false, version: 1 } });
  const { id } = made.body;
  expect(made.headers.get('etag')).toBe('"1"');
  expect((await client.get(`/v1/domains/${id}`)).body).toEqual(made.body);
  expect((await client.get('/v1/domains')).body).toEqual({ items: [made.body], nextCursor: null });

  const path = `/v1/domains/${id}`;
  const edited = await client.patch(path, { public: true, description: null }, seen(1));
  expect(edited.body).toMatchObject({ name: 'Sales', public: true, description: null, version: 2 });
  expect((await client.patch(path, { name: 'Late' }, seen(1))).status).toBe(412);
  expect((await client.patch(path, { name: 'Sales', public: true })).body).toEqual(edited.body);
  expect((await client.delete(path, seen(1))).status).toBe(412);
  expect((await client.delete(path, seen(2))).status).toBe(204);
  for (const answer of [client.get(path), client.patch(path, {}), client.delete(path)]) {
    expect(await answer).toMatchObject({ status: 404, body: { type: 'urn:crm:problem:domain-not-found' } });
  }

  const who = { user: userId, tenant: tenantId };
  expect(await announced(data, tenantId)).toEqual([
    { name: 'metadata.domain.created', payload: { ...who, id, name: 'Sales', public: false } },
    { name: 'metadata.domain.modified', payload: { ...who, id, name: 'Sales', public: true } },
    { name: 'metadata.domain.deleted', payload: { ...who, id, name: 'Sales', public: true } },
  ]);
});

test('names are unique within a tenant, also when two come at once', async () => {
  const { tenantId, client } = await newOwner();
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.post('/v1/domains', { name: 'Sales' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  const other = (await client.post('/v1/domains', { name: 'Support' })).body;
  const taken = await client.patch(`/v1/domains/${other.id}`, { name: 'Sales' });
  expect(taken).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:domain-exists' } });
  expect(await announced(data, tenantId)).toHaveLength(2);
  const { client: stranger } = await newOwner();
  expect((await stranger.post('/v1/domains', { name: 'Sales' })).status).toBe(201);
});

test('a repeated request with one Idempotency-Key makes one domain', async () => {
  const { tenantId, client } = await newOwner();
  const once = () => client.post('/v1/domains', { name: 'Once' }, { headers: { 'idempotency-key': 'k1' } });
  const [first, second] = [await once(), await once()];
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(await announced(data, tenantId)).toHaveLength(1);
});

test('bad input is refused by field and rule', async () => {
  const { tenantId, client } = await newOwner();
  for (const [body, field, rule] of [
    [{}, 'name', 'isString'],
    [{ name: '' }, 'name', 'isLength'],
    [{ name: 'x'.repeat(201) }, 'name', 'isLength'],
    [{ name: 'A', public: 'yes' }, 'public', 'isBoolean'],
    [{ name: 'A', description: 1 }, 'description', 'isString'],
    [{ name: 'A', tenantId: newId() }, 'tenantId', 'unknownField'],
  ] as const) {
    const { status, body: problem } = await client.post('/v1/domains', body);
    expect({ status, errors: problem.errors }).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ field, rule })]),
    });
  }
  expect((await client.get('/v1/domains/none')).body.errors).toMatchObject([{ field: 'id' }]);
  expect(await announced(data, tenantId)).toEqual([]);
});

test("another tenant's domain is not there, and permissions are asked for", async () => {
  const { tenantId, client } = await newOwner();
  const { id } = (await client.post('/v1/domains', { name: 'Public', public: true })).body;
  const { client: stranger } = await newOwner();
  const path = `/v1/domains/${id}`;
  for (const answer of [
    stranger.get(path),
    stranger.patch(path, { name: 'Mine' }),
    stranger.delete(path),
    stranger.get(`${path}/schemas`),
    stranger.post(`${path}/schemas`, { name: 'A', value: {} }),
  ]) {
    expect((await answer).status).toBe(404);
  }
  expect((await stranger.get('/v1/domains')).body.items).toEqual([]);

  const reader = await data.as(userWith(tenantId, ['domains:read']));
  expect((await reader.get(path)).status).toBe(200);
  for (const answer of [
    reader.post('/v1/domains', { name: 'B' }),
    reader.patch(path, { name: 'B' }),
    reader.delete(path),
    reader.post(`${path}/schemas`, { name: 'A', value: {} }),
    (await data.as(userWith(tenantId, ['domains:write']))).get(path),
    (await data.as(operator())).get(path),
  ]) {
    expect((await answer).status).toBe(403);
  }
  expect((await (await data.anonymous()).get(path)).status).toBe(401);
  expect((await (await data.as(operator(tenantId))).get(path)).status).toBe(200);
});
