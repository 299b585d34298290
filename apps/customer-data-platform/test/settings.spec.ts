import { HealthScoreChanged, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { newTenant } from './tenant.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

const health = (tenantId: string, revision: number, band: 'healthy' | 'at-risk' | 'critical') => ({
  tenantId,
  score: 100 - revision * 10,
  previousScore: 100,
  band,
  previousBand: 'healthy' as const,
  direction: 'down' as const,
  reasons: [{ component: 'seats', points: -10, text: 'Seats were lost.' }],
  revision,
  at: new Date(Date.UTC(2026, 0, revision)).toISOString(),
});

test('a new tenant has attributes of every type, identity rules, a sample segment and an account', async () => {
  const { client } = await newTenant(data);
  const attributes = (await client.get('/v1/attributes')).body.items;
  expect(new Set(attributes.map((a: { type: string }) => a.type))).toEqual(
    new Set(['string', 'number', 'boolean', 'date', 'enum']),
  );
  expect((await client.get('/v1/identity-rules')).body.items).toHaveLength(5);
  const [sample] = (await client.get('/v1/segments')).body.items;
  expect((await client.get(`/v1/segments/${sample.id}`)).body).toMatchObject({ contacts: 0 });
  expect((await client.get('/v1/account')).body).toMatchObject({ name: 'Acme', plan: 'growth', health: null });
});

test('the account has the newest health and every change on its timeline, and nothing is said', async () => {
  const tenantId = newId();
  const client = await data.as(userOf(tenantId));
  expect((await client.get('/v1/account')).status).toBe(404);
  await data.hear(HealthScoreChanged, health(tenantId, 2, 'critical'));
  await data.hear(HealthScoreChanged, health(tenantId, 2, 'critical'));
  await data.hear(HealthScoreChanged, health(tenantId, 1, 'at-risk'));
  await data.hear(TenantCreated, {
    ...{ tenantId, name: 'Late', slug: 'late', plan: 'starter', timeZone: 'UTC', createdAt: '2025-12-31T00:00:00Z' },
    owner: { email: 'o@late.example', name: 'O' },
  });
  const account = (await client.get('/v1/account')).body;
  expect(account).toMatchObject({ name: 'Late', health: { score: 80, band: 'critical' } });
  expect(account.timeline.map(({ summary }: { summary: string }) => summary)).toEqual([
    'Health went from healthy to critical (80).',
    'Health went from healthy to at-risk (90).',
    'The account was created.',
  ]);
  expect(await data.sql('SELECT 1 FROM outbox WHERE tenant_id = $1', [tenantId])).toEqual([]);
});

test('attributes are defined once, edited by version, and removed when no contact has a value', async () => {
  const { client } = await newTenant(data);
  const define = (body: object) => client.post('/v1/attributes', body);
  const colour = { key: 'colour', type: 'enum', options: ['red', 'blue'] };
  expect(await define(colour)).toMatchObject({ status: 201, body: { label: 'colour', version: 1 } });
  expect((await define(colour)).status).toBe(409);
  expect((await define({ key: 'givenName', type: 'string' })).status).toBe(400);
  expect((await define({ key: 'toString', type: 'string' })).status).toBe(400);
  expect((await define({ key: 'No Good', type: 'string' })).status).toBe(400);
  expect((await define({ key: 'empty', type: 'enum' })).status).toBe(400);
  expect((await define({ key: 'odd', type: 'number', options: ['1'] })).status).toBe(400);
  const contact = (await client.post('/v1/contacts', { displayName: 'A', attributes: { colour: 'red' } })).body;
  expect((await client.delete('/v1/attributes/colour')).status).toBe(409);
  await client.patch(`/v1/contacts/${contact.id}`, { attributes: { colour: null } });
  const edited = await client.patch(
    '/v1/attributes/colour',
    { options: ['green'] },
    { headers: { 'if-match': '"1"' } },
  );
  expect(edited.body).toMatchObject({ options: ['green'], version: 2 });
  expect((await client.delete('/v1/attributes/colour')).status).toBe(204);
  expect((await client.delete('/v1/attributes/colour')).status).toBe(404);
});

test('a segment is who meets all its conditions now', async () => {
  const { client } = await newTenant(data);
  const people = [
    { displayName: 'Ann', company: 'Acme 100%', attributes: { seats: 5, newsletter: true } },
    { displayName: 'Bob', company: 'acme 1000', attributes: { seats: 50, customerSince: '2026-03-01' } },
    { displayName: 'Cid', emails: [{ address: 'cid@x.example' }], attributes: { lifecycleStage: 'lead' } },
  ];
  for (const person of people) await client.post('/v1/contacts', person);
  const names = async (...conditions: object[]) => {
    const made = await client.post('/v1/segments', { name: newId(), conditions });
    expect(made.status).toBe(201);
    const { items } = (await client.get(`/v1/contacts?segmentId=${made.body.id}`)).body;
    expect(made.body.contacts).toBe(items.length);
    return items
      .map(({ displayName }: { displayName: string }) => displayName)
      .sort()
      .join();
  };
  expect(await names({ field: 'seats', op: 'more-than', value: 5 })).toBe('Bob');
  expect(await names({ field: 'seats', op: 'is', value: 5 })).toBe('Ann');
  expect(await names({ field: 'newsletter', op: 'is', value: true })).toBe('Ann');
  expect(await names({ field: 'company', op: 'contains', value: '100%' })).toBe('Ann');
  expect(await names({ field: 'company', op: 'starts-with', value: 'ACME' })).toBe('Ann,Bob');
  expect(await names({ field: 'company', op: 'is-not-set' })).toBe('Cid');
  expect(await names({ field: 'email', op: 'is', value: 'cid@x.example' })).toBe('Cid');
  expect(await names({ field: 'customerSince', op: 'less-than', value: '2026-04-01' })).toBe('Bob');
  expect(await names({ field: 'lifecycleStage', op: 'is-not', value: 'lead' })).toBe('Ann,Bob');
  const both = [
    { field: 'company', op: 'is-set' },
    { field: 'newsletter', op: 'is-not', value: true },
  ];
  expect(await names(...both)).toBe('Bob');
});

test('segments have a name of their own, and conditions that make sense', async () => {
  const { client } = await newTenant(data);
  const create = (body: object) => client.post('/v1/segments', body);
  const conditions = [{ field: 'company', op: 'is', value: 'Acme' }];
  const { body } = await create({ name: 'Acme', conditions });
  expect((await create({ name: 'Acme', conditions })).status).toBe(409);
  for (const wrong of [
    { field: 'colour', op: 'is', value: 'x' },
    { field: 'constructor', op: 'is', value: 'x' },
    { field: 'company', op: 'more-than', value: 'x' },
    { field: 'seats', op: 'is', value: 'x' },
    { field: 'seats', op: 'contains', value: '1' },
    { field: 'company', op: 'is' },
    { field: 'company', op: 'is-set', value: 'x' },
    { field: 'company', op: 'like', value: 'x' },
    { field: 'company', op: 'is', value: { a: 1 } },
  ]) {
    expect((await create({ name: 'Wrong', conditions: [wrong] })).status).toBe(400);
  }
  const edited = await client.patch(`/v1/segments/${body.id}`, { name: 'Else' }, { headers: { 'if-match': '"1"' } });
  expect(edited.body).toMatchObject({ name: 'Else', version: 2 });
  const { client: stranger } = await newTenant(data);
  expect((await stranger.get(`/v1/segments/${body.id}`)).status).toBe(404);
  expect((await stranger.get(`/v1/contacts?segmentId=${body.id}`)).status).toBe(404);
  expect((await client.delete(`/v1/segments/${body.id}`)).status).toBe(204);
});

test('an identity rule that is off suggests nothing', async () => {
  const { client } = await newTenant(data);
  for (const kind of ['mailbox', 'phone', 'name', 'sound', 'company']) {
    expect((await client.patch(`/v1/identity-rules/${kind}`, { suggests: false })).body.version).toBe(2);
  }
  const twin = { givenName: 'Jane', familyName: 'Doe', phones: [{ number: '030 1234567' }] };
  await client.post('/v1/contacts', twin);
  await client.post('/v1/contacts', twin);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect((await client.get('/v1/duplicates')).body.items).toEqual([]);
  expect((await client.patch('/v1/identity-rules/shoes', { suggests: false })).status).toBe(404);
});

test('commands answer facts by name, follow merges, and change only what changes', async () => {
  const { client, tenantId } = await newTenant(data);
  const engine = await data.fromService('workflow-engine', tenantId);
  const one = (await client.post('/v1/contacts', { displayName: 'One', emails: [{ address: 'one@x.example' }] })).body;
  const two = (await client.post('/v1/contacts', { displayName: 'Two', attributes: { seats: 3 } })).body;
  await client.post('/v1/merges', { survivorId: one.id, mergedIds: [two.id] });
  const facts = await engine.get(`/internal/contacts/${two.id}`);
  expect(facts.body).toMatchObject({ id: one.id, email: 'one@x.example', fields: { seats: 3, company: null } });
  const headers = { 'x-causation-id': newId(), 'x-hop-count': '7' };
  const set = (fields: object, options = {}) => engine.patch(`/internal/contacts/${two.id}`, { fields }, options);
  const changed = await set({ seats: 4, company: 'Acme' }, { headers });
  expect(changed).toMatchObject({ status: 200, body: { id: one.id, fields: { seats: 4, company: 'Acme' } } });
  expect((await set({ seats: 4, company: 'Acme' }, { headers })).body.version).toBe(changed.body.version);
  const told = await data.sql<{ body: Buffer }>(
    `SELECT body FROM outbox WHERE tenant_id = $1 AND routing_key LIKE '%updated%' ORDER BY position DESC LIMIT 1`,
    [tenantId],
  );
  expect(JSON.parse(String(told[0]?.body))).toMatchObject({
    hopcount: 8,
    causationid: headers['x-causation-id'],
    data: { changedFields: ['company', 'seats'], source: 'workflow' },
  });
  const loop = await set({ seats: 5 }, { headers: { ...headers, 'x-hop-count': '8' } });
  expect(loop).toMatchObject({ status: 422, body: { type: 'urn:crm:problem:suspected-loop' } });
  expect((await set({ shoeSize: 4 })).body.errors).toMatchObject([{ field: 'attributes.shoeSize' }]);
  expect((await set({ ownerId: 'nobody' })).body.errors).toMatchObject([{ field: 'fields.ownerId' }]);
  expect((await set({ emails: [] })).status).toBe(400);
  const elsewhere = await data.fromService('workflow-engine', newId());
  expect((await elsewhere.get(`/internal/contacts/${one.id}`)).status).toBe(404);
  expect((await client.get(`/internal/contacts/${one.id}`)).status).toBe(403);
});
