import { newId } from '@crm/platform';
import { bootService, type TestClient, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced } from './announced.js';

let gateway: TestService;

beforeAll(async () => {
  gateway = await bootService(service);
});
afterAll(() => gateway.stop());

const input = {
  name: 'Provider',
  type: 'oauth2',
  tokenUrl: 'https://login.invalid/token?tenant=7',
  clientId: 'crm',
  clientSecret: 'a-client-secret-1234',
  scope: 'read',
  authMethod: 'post',
};

const made = async (owner: TestClient): Promise<string> => (await owner.post('/v1/auth-clients', input)).body.id;
const secretFor = (owner: TestClient, authClientId: string) =>
  owner.post('/v1/secrets', { name: 'x', type: 'oauth2-client-credentials', value: { authClientId } });

test('an auth client is registered, edited and deleted; the client secret is in no answer', async () => {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const created = await owner.post('/v1/auth-clients', input);
  const { clientSecret: _clientSecret, ...shown } = input;
  expect(created.body).toEqual({
    ...shown,
    id: expect.any(String),
    hasClientSecret: true,
    createdAt: expect.any(String),
    version: 1,
  });
  const path = `/v1/auth-clients/${created.body.id}`;
  expect((await owner.get(path)).body).toEqual(created.body);
  const edit = (change: object, version: number) =>
    owner.patch(path, change, { headers: { 'if-match': `"${version}"` } });
  const edited = await edit({ scope: null, authMethod: 'basic', clientSecret: 'another-secret-5678' }, 1);
  expect(edited.body).toEqual({ ...created.body, scope: null, authMethod: 'basic', version: 2 });
  expect((await edit({ name: 'late' }, 1)).status).toBe(412);
  expect((await edit({ name: 'Provider', clientSecret: 'another-secret-5678' }, 2)).body).toEqual(edited.body);
  expect((await owner.get('/v1/auth-clients')).body.items).toEqual([edited.body]);
  expect((await owner.delete(path)).status).toBe(204);
  expect((await owner.get(path)).status).toBe(404);
  expect(await announced(gateway, tenantId)).toMatchObject([
    { name: 'secret-service.auth-client.created', payload: { id: created.body.id, name: 'Provider', type: 'oauth2' } },
    { name: 'secret-service.auth-client.deleted', payload: { id: created.body.id, name: 'Provider', type: 'oauth2' } },
  ]);
});

test('it stays while a secret refers to it', async () => {
  const owner = await gateway.as(userOf(newId()));
  const [id, other] = [await made(owner), await made(owner)];
  const { body: secret } = await secretFor(owner, id);
  const refused = await owner.delete(`/v1/auth-clients/${id}`);
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:auth-client-in-use', secrets: 1 } });
  await owner.patch(`/v1/secrets/${secret.id}`, { value: { authClientId: other } });
  expect((await owner.delete(`/v1/auth-clients/${id}`)).status).toBe(204);
  expect((await owner.delete(`/v1/auth-clients/${other}`)).status).toBe(409);
  await owner.delete(`/v1/secrets/${secret.id}`);
  expect((await owner.delete(`/v1/auth-clients/${other}`)).status).toBe(204);
});

test('a secret that takes up an auth client while that is deleted comes before it or is refused', async () => {
  const owner = await gateway.as(userOf(newId()));
  const { body: kept } = await secretFor(owner, await made(owner));
  for (let round = 0; round < 12; round += 1) {
    const id = await made(owner);
    const edit = () => owner.patch(`/v1/secrets/${kept.id}`, { value: { authClientId: id } });
    const [secret, deleted] = await Promise.all([
      round % 2 === 0 ? edit() : secretFor(owner, id),
      owner.delete(`/v1/auth-clients/${id}`),
    ]);
    expect(['200 409', '201 409', '400 204']).toContain(`${secret.status} ${deleted.status}`);
    if (deleted.status === 409) expect(deleted.body.type).toBe('urn:crm:problem:auth-client-in-use');
  }
});

test('another token URL needs the client secret, so that nobody has it sent elsewhere', async () => {
  const owner = await gateway.as(userOf(newId()));
  const path = `/v1/auth-clients/${await made(owner)}`;
  const tokenUrl = 'https://elsewhere.invalid/token';
  expect(await owner.patch(path, { tokenUrl })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'clientSecret', rule: 'requiredWithTokenUrl' }] },
  });
  expect((await owner.patch(path, { tokenUrl: input.tokenUrl })).body.version).toBe(1);
  const { clientSecret } = input;
  expect((await owner.patch(path, { tokenUrl, clientSecret })).body).toMatchObject({ tokenUrl, version: 2 });
});

test.each([
  [{ type: 'oauth1' }, 'type', 'isIn'],
  [{ tokenUrl: 'ftp://a.invalid/' }, 'tokenUrl', 'isTokenUrl'],
  [{ tokenUrl: 'https://a.invalid/#x' }, 'tokenUrl', 'isTokenUrl'],
  [{ tokenUrl: 'https://me:pw@a.invalid/' }, 'tokenUrl', 'isTokenUrl'],
  [{ tokenUrl: 'http://a.invalid/' }, 'tokenUrl', 'https'],
  [{ tokenUrl: 'https://127.0.0.1/' }, 'tokenUrl', 'publicHost'],
  [{ tokenUrl: 'https://[::ffff:10.0.0.1]/' }, 'tokenUrl', 'publicHost'],
  [{ tokenUrl: 'https://localhost/' }, 'tokenUrl', 'publicHost'],
  [{ clientId: '' }, 'clientId', 'isLength'],
  [{ clientId: 'ä' }, 'clientId', 'matches'],
  [{ clientSecret: null }, 'clientSecret', 'isString'],
  [{ clientSecret: 'a\nb' }, 'clientSecret', 'matches'],
  [{ scope: 'read  write' }, 'scope', 'matches'],
  [{ scope: '"read"' }, 'scope', 'matches'],
  [{ authMethod: 'tls' }, 'authMethod', 'isIn'],
  [{ secret: 'x' }, 'secret', 'unknownField'],
])('the auth client with %j is refused', async (change, field, rule) => {
  const owner = await gateway.as(userOf(newId()));
  const { status, body } = await owner.post('/v1/auth-clients', { ...input, ...change });
  expect(status).toBe(400);
  expect(body.errors).toContainEqual(expect.objectContaining({ field, rule }));
  const { body: kept } = await owner.post('/v1/auth-clients', input);
  if (field === 'type') return;
  const edit = await owner.patch(`/v1/auth-clients/${kept.id}`, change);
  expect([edit.status, edit.body.errors[0].field]).toEqual([400, field]);
});
