import { TenantDeactivated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, operator, type TestClient, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced, tablesThatHold } from './announced.js';
import { lifecycle, newTenant } from './facts.js';

let gateway: TestService;

beforeAll(async () => {
  gateway = await bootService(service);
});
afterAll(() => gateway.stop());

const canary = 'canary-Xq7vR2mK-wxyz';
const simple = { name: 'Mail server', type: 'simple', value: { username: 'crm', passphrase: canary } };
const apiKey = { name: 'Maps', type: 'api-key', value: { key: canary, headerName: 'X-Api-Key' } };
const client = {
  name: 'Provider',
  type: 'oauth2',
  tokenUrl: 'https://login.invalid/token',
  clientId: 'crm',
  clientSecret: canary,
};

async function made(as: TestClient, input: object = simple, path = 'secrets'): Promise<string> {
  const { status, body } = await as.post(`/v1/${path}`, input);
  expect([status, body.type]).toEqual([201, expect.stringMatching(/^[a-z0-9-]+$/)]);
  return body.id;
}
const names = async (tenantId: string) => (await announced(gateway, tenantId)).map(({ name }) => name);

test('a secret is kept, shown masked, renamed and deleted; its making and its end are told once each', async () => {
  const tenantId = newId();
  const caller = userOf(tenantId);
  const owner = await gateway.as(caller);
  const created = await owner.post('/v1/secrets', simple);
  expect(created).toMatchObject({
    status: 201,
    body: {
      name: 'Mail server',
      type: 'simple',
      value: { username: 'crm', passphrase: '••••wxyz' },
      rotatedAt: null,
      version: 1,
    },
  });
  const { id } = created.body;
  const read = await owner.get(`/v1/secrets/${id}`);
  expect(read.body).toEqual(created.body);
  expect(read.headers.get('etag')).toBe('"1"');
  expect(read.headers.get('cache-control')).toBe('no-store');
  const renamed = await owner.patch(`/v1/secrets/${id}`, { name: 'Mail' });
  expect(renamed.body).toEqual({ ...created.body, name: 'Mail', version: 2 });
  expect((await owner.get('/v1/secrets')).body).toEqual({ items: [renamed.body], nextCursor: null });
  expect((await owner.delete(`/v1/secrets/${id}`)).status).toBe(204);
  expect((await owner.delete(`/v1/secrets/${id}`)).status).toBe(404);
  expect(await announced(gateway, tenantId)).toEqual([
    {
      name: 'secret-service.secret.created',
      payload: { user: caller.subject, tenant: tenantId, id, name: 'Mail server', type: 'simple' },
    },
    {
      name: 'secret-service.secret.deleted',
      payload: { user: caller.subject, tenant: tenantId, id, name: 'Mail', type: 'simple' },
    },
  ]);
});

test('each type has its own value, and short secrets show nothing of themselves', async () => {
  const owner = await gateway.as(userOf(newId()));
  const short = await owner.post('/v1/secrets', { ...simple, value: { username: 'crm', passphrase: 'elevenchars' } });
  expect(short.body.value).toEqual({ username: 'crm', passphrase: '••••' });
  const key = await owner.post('/v1/secrets', apiKey);
  expect(key.body.value).toEqual({ key: '••••wxyz', headerName: 'X-Api-Key' });
  const authClientId = await made(owner, client, 'auth-clients');
  const oauth = { name: 'Provider', type: 'oauth2-client-credentials', value: { authClientId, scope: 'read write' } };
  expect((await owner.post('/v1/secrets', oauth)).body.value).toEqual(oauth.value);
  const { items, nextCursor } = (await owner.get('/v1/secrets?limit=2')).body;
  const rest = (await owner.get(`/v1/secrets?limit=2&cursor=${nextCursor}`)).body;
  expect([...items, ...rest.items].map(({ type }: { type: string }) => type)).toEqual([
    'oauth2-client-credentials',
    'api-key',
    'simple',
  ]);
});

test('a secret is read in clear by permission and on demand only, and every such read is told', async () => {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const id = await made(owner);
  const raw = await owner.get(`/v1/secrets/${id}?raw=true`);
  expect(raw).toMatchObject({ status: 200, body: { value: simple.value } });
  expect(raw.headers.get('cache-control')).toBe('no-store');
  expect((await owner.get(`/v1/secrets/${id}/token`)).body).toEqual({ type: 'simple', ...simple.value });
  expect((await owner.get(`/v1/secrets/${id}?raw=false`)).body.value.passphrase).toBe('••••wxyz');
  const keyId = await made(owner, apiKey);
  const token = await owner.get(`/v1/secrets/${keyId}/token`);
  expect(token.body).toEqual({ type: 'api-key', ...apiKey.value });
  expect(token.headers.get('cache-control')).toBe('no-store');

  const admin = await gateway.as(userOf(tenantId, 'admin'));
  const refusal = { status: 403, body: { detail: 'The permission secrets:read-raw is needed.' } };
  expect(await admin.get(`/v1/secrets/${id}?raw=true`)).toMatchObject(refusal);
  expect(await admin.get(`/v1/secrets/${id}/token`)).toMatchObject(refusal);
  expect((await admin.get(`/v1/secrets/${id}`)).status).toBe(200);
  const operatorId = newId();
  const support = await gateway.as(operator(tenantId, operatorId));
  expect((await support.get(`/v1/secrets/${id}?raw=true`)).status).toBe(200);

  const reads = (await announced(gateway, tenantId)).filter(({ name }) => name === 'secret-service.token.get');
  expect(reads.map(({ payload }) => [payload['secretId'], payload['user']])).toEqual([
    [id, expect.any(String)],
    [id, expect.any(String)],
    [keyId, expect.any(String)],
    [id, `operator:${operatorId}`],
  ]);
  expect(reads[0]?.payload).toMatchObject({ id, name: 'Mail server', type: 'simple' });
});

test('what cannot be told is not answered in clear', async () => {
  const owner = await gateway.as(userOf(newId()));
  const id = await made(owner);
  await gateway.sql(
    "ALTER TABLE outbox ADD CONSTRAINT mute CHECK (routing_key <> 'secret-service.token.get') NOT VALID",
  );
  for (const path of [`/v1/secrets/${id}?raw=true`, `/v1/secrets/${id}/token`]) {
    const { status, body } = await owner.get(path);
    expect([status, JSON.stringify(body).includes(canary)], path).toEqual([500, false]);
  }
  await gateway.sql('ALTER TABLE outbox DROP CONSTRAINT mute');
  expect((await owner.get(`/v1/secrets/${id}/token`)).status).toBe(200);
});

test('reading and writing are permissions of their own', async () => {
  const tenantId = newId();
  const reader = await gateway.as(userWith(tenantId, ['secrets:read']));
  const writer = await gateway.as(userWith(tenantId, ['secrets:write']));
  const id = await made(writer);
  const clientId = await made(writer, client, 'auth-clients');
  for (const path of [`secrets/${id}`, `auth-clients/${clientId}`]) {
    const folder = path.split('/')[0];
    expect((await reader.get(`/v1/${path}`)).status).toBe(200);
    expect((await reader.post(`/v1/${folder}`, {})).status).toBe(403);
    expect((await reader.patch(`/v1/${path}`, {})).status).toBe(403);
    expect((await reader.delete(`/v1/${path}`)).status).toBe(403);
    expect((await writer.get(`/v1/${path}`)).status).toBe(403);
    expect((await writer.get(`/v1/${folder}`)).status).toBe(403);
  }
  const member = await gateway.as(userOf(tenantId, 'member'));
  expect((await member.get('/v1/secrets')).status).toBe(403);
});

test('a new value is a rotation; the same value again is none', async () => {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const id = await made(owner);
  const edit = (change: object, version: number) =>
    owner.patch(`/v1/secrets/${id}`, change, { headers: { 'if-match': `"${version}"` } });
  const value = { username: 'crm', passphrase: 'another-passphrase-5678' };
  const rotated = await edit({ value }, 1);
  expect(rotated).toMatchObject({
    status: 200,
    body: { value: { passphrase: '••••5678' }, rotatedAt: expect.any(String), version: 2 },
  });
  expect((await edit({ value }, 1)).status).toBe(412);
  expect((await edit({ value: { passphrase: value.passphrase, username: 'crm' } }, 2)).body).toEqual(rotated.body);
  expect((await edit({}, 2)).body).toEqual(rotated.body);
  expect((await owner.get(`/v1/secrets/${id}/token`)).body).toEqual({ type: 'simple', ...value });
  const wrongType = await edit({ value: apiKey.value }, 2);
  expect(wrongType.status).toBe(400);
  expect(wrongType.body.errors.map(({ field }: { field: string }) => field)).toContain('value.passphrase');
  expect(await names(tenantId)).toEqual(['secret-service.secret.created', 'secret-service.token.get']);
});

test('of two at once one edits, one deletes, and one is told', async () => {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const id = await made(owner);
  const edit = (passphrase: string) =>
    owner.patch(`/v1/secrets/${id}`, { value: { username: 'crm', passphrase } }, { headers: { 'if-match': '"1"' } });
  const edits = await Promise.all([edit('one-passphrase'), edit('other-passphrase')]);
  expect(edits.map(({ status }) => status).sort()).toEqual([200, 412]);
  const deletes = await Promise.all([owner.delete(`/v1/secrets/${id}`), owner.delete(`/v1/secrets/${id}`)]);
  expect(deletes.map(({ status }) => status).sort()).toEqual([204, 404]);
  expect(await names(tenantId)).toEqual(['secret-service.secret.created', 'secret-service.secret.deleted']);
});

test('a repeated request makes one secret, and what is kept for the repetition is masked', async () => {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const headers = { 'idempotency-key': 'once' };
  const [first, second] = [
    await owner.post('/v1/secrets', simple, { headers }),
    await owner.post('/v1/secrets', simple, { headers }),
  ];
  expect(second.body).toEqual(first.body);
  expect((await owner.get('/v1/secrets')).body.items).toHaveLength(1);
  expect(await names(tenantId)).toEqual(['secret-service.secret.created']);
});

test("another tenant's secrets and auth clients are not there, and cannot be referred to", async () => {
  const [ours, theirs] = [newId(), newId()];
  const owner = await gateway.as(userOf(ours));
  const stranger = await gateway.as(userOf(theirs));
  const id = await made(owner);
  const authClientId = await made(owner, client, 'auth-clients');
  for (const path of [
    `secrets/${id}`,
    `secrets/${id}?raw=true`,
    `secrets/${id}/token`,
    `auth-clients/${authClientId}`,
  ]) {
    expect((await stranger.get(`/v1/${path}`)).status, path).toBe(404);
  }
  for (const path of [`secrets/${id}`, `auth-clients/${authClientId}`]) {
    expect((await stranger.patch(`/v1/${path}`, { name: 'mine' })).status, path).toBe(404);
    expect((await stranger.delete(`/v1/${path}`)).status, path).toBe(404);
  }
  expect((await stranger.get('/v1/secrets')).body.items).toEqual([]);
  expect((await stranger.get('/v1/auth-clients')).body.items).toEqual([]);
  const value = { authClientId };
  const borrowed = await stranger.post('/v1/secrets', { name: 'x', type: 'oauth2-client-credentials', value });
  expect(borrowed).toMatchObject({ status: 400, body: { errors: [{ field: 'value.authClientId', rule: 'exists' }] } });
  expect(await names(theirs)).toEqual([]);
});

test.each([
  [{}, 'name', 'isString'],
  [{ ...simple, name: '' }, 'name', 'isLength'],
  [{ ...simple, type: 'magic' }, 'type', 'isIn'],
  [{ ...simple, value: 'x' }, 'value', 'isObject'],
  [{ ...simple, value: { username: 'crm' } }, 'value.passphrase', 'isString'],
  [{ ...simple, value: { ...simple.value, passphrase: '' } }, 'value.passphrase', 'isLength'],
  [{ ...simple, value: { ...simple.value, pin: '1' } }, 'value.pin', 'unknownField'],
  [{ ...simple, owner: 'me' }, 'owner', 'unknownField'],
  [{ ...apiKey, value: { key: 'k', headerName: 'X Key' } }, 'value.headerName', 'matches'],
  [{ ...apiKey, value: { key: 7 } }, 'value.key', 'isString'],
  [{ ...apiKey, type: 'oauth2-client-credentials' }, 'value.authClientId', 'isUuid'],
  [{ ...apiKey, type: 'oauth2-client-credentials', value: { authClientId: newId() } }, 'value.authClientId', 'exists'],
])('the secret %j is refused', async (input, field, rule) => {
  const owner = await gateway.as(userOf(newId()));
  const { status, body } = await owner.post('/v1/secrets', input);
  expect(status).toBe(400);
  expect(body.errors).toContainEqual(expect.objectContaining({ field, rule }));
  expect(JSON.stringify(body)).not.toContain(canary);
});

test('a query that means nothing is refused', async () => {
  const owner = await gateway.as(userOf(newId()));
  const id = await made(owner);
  expect(await owner.get(`/v1/secrets/${id}?raw=yes`)).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'raw' }] },
  });
  expect(await owner.get('/v1/secrets?raw=true')).toMatchObject({ status: 400, body: { errors: [{ field: 'raw' }] } });
  expect((await owner.get('/v1/secrets/none')).status).toBe(400);
});

test("a deactivated tenant's secrets are destroyed, which is told, and it gets no new ones", async () => {
  const tenantId = await newTenant(gateway);
  const owner = await gateway.as(userOf(tenantId));
  const authClientId = await made(owner, client, 'auth-clients');
  const value = { authClientId };
  const id = await made(owner, { name: 'Provider', type: 'oauth2-client-credentials', value });
  await gateway.hear(TenantDeactivated, lifecycle(tenantId, 2, 'They left.'));
  await gateway.hear(TenantDeactivated, lifecycle(tenantId, 3, 'They left.'));
  expect((await owner.get(`/v1/secrets/${id}`)).status).toBe(404);
  expect((await owner.get(`/v1/secrets/${id}/token`)).status).toBe(404);
  expect(await gateway.sql('SELECT 1 FROM secret WHERE tenant_id = $1', [tenantId])).toEqual([]);
  expect(await gateway.sql('SELECT 1 FROM auth_client WHERE tenant_id = $1', [tenantId])).toEqual([]);
  const problem = { status: 409, body: { type: 'urn:crm:problem:deliveries-closed' } };
  expect(await owner.post('/v1/secrets', simple)).toMatchObject(problem);
  expect(await owner.post('/v1/auth-clients', client)).toMatchObject(problem);
  expect((await names(tenantId)).slice(2)).toEqual([
    'secret-service.secret.deleted',
    'secret-service.auth-client.deleted',
  ]);
});

test('nothing that was secret is in any other answer, in any message, or anywhere in the database', async () => {
  const owner = await gateway.as(userOf(newId()));
  const headers = { 'idempotency-key': 'canary' };
  const answers = [
    await owner.post('/v1/secrets', simple, { headers }),
    await owner.post('/v1/secrets', { ...apiKey, name: 'Told' }, { headers: { 'idempotency-key': 'canary-2' } }),
    await owner.post('/v1/auth-clients', client, { headers: { 'idempotency-key': 'canary-3' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const [secretId, , authClientId] = answers.map(({ body }) => body.id);
  const value = { username: 'crm', passphrase: `${canary} again` };
  answers.push(
    await owner.patch(`/v1/secrets/${secretId}`, { value }),
    await owner.patch(`/v1/auth-clients/${authClientId}`, { clientSecret: `${canary} again` }),
    await owner.post('/v1/secrets', { ...simple, value: { ...simple.value, [canary.slice(0, 12)]: canary } }),
  );
  for (const path of ['secrets', `secrets/${secretId}`, 'auth-clients', `auth-clients/${authClientId}`]) {
    answers.push(await owner.get(`/v1/${path}`));
  }
  for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(canary.slice(0, 16));
  expect((await owner.get(`/v1/secrets/${secretId}?raw=true`)).body.value).toEqual(value);
  await owner.delete(`/v1/secrets/${secretId}`);
  expect(await tablesThatHold(gateway, 'Xq7vR2mK')).toEqual([]);
  expect(await tablesThatHold(gateway, '"Told"')).toEqual(['idempotency_keys', 'outbox']);
});
