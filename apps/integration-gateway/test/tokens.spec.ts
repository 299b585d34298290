import { newId } from '@crm/platform';
import { bootService, eventually, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { announced, tablesThatHold } from './announced.js';
import { Receiver, type Reply } from './receiver.js';

let gateway: TestService;
let provider: Receiver;

beforeAll(async () => {
  provider = await Receiver.open();
  gateway = await bootService(service, { env: { WEBHOOK_ALLOW_PRIVATE_HOSTS: 'true', WEBHOOK_TIMEOUT_MS: '600' } });
});
afterAll(async () => {
  await gateway.stop();
  await provider.close();
});

const clientSecret = 'canary & secret: wYp4/+%';
const json = (body: object, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const token = (count: number, expires_in?: unknown): Reply =>
  json({ access_token: `canary-token-${count}`, token_type: 'Bearer', expires_in });

/** A secret whose tokens come from `path` of the provider. */
async function granted(path: string, client: object = {}, value: object = {}) {
  const tenantId = newId();
  const owner = await gateway.as(userOf(tenantId));
  const input = {
    name: 'Provider',
    type: 'oauth2',
    tokenUrl: provider.url(path),
    clientId: 'crm client',
    clientSecret,
  };
  const { body: made } = await owner.post('/v1/auth-clients', { ...input, ...client });
  const { body: secret } = await owner.post('/v1/secrets', {
    name: 'API of the provider',
    type: 'oauth2-client-credentials',
    value: { authClientId: made.id, ...value },
  });
  const read = () => owner.get(`/v1/secrets/${secret.id}/token`);
  return { owner, tenantId, secretId: secret.id, authClientId: made.id, read };
}
const reads = async (tenantId: string) =>
  (await announced(gateway, tenantId)).filter(({ name }) => name === 'secret-service.token.get');

test('a token is obtained by the client credentials grant, kept, and every read of it told', async () => {
  provider.answer('/basic', (count) =>
    json({ access_token: `t${count}`, token_type: 'Bearer', expires_in: 3_600, scope: 'a' }),
  );
  const { read, tenantId, secretId } = await granted('/basic');
  const before = Date.now();
  const first = await read();
  expect(first).toMatchObject({
    status: 200,
    body: { type: 'oauth2-client-credentials', accessToken: 't1', tokenType: 'Bearer', scope: 'a' },
  });
  const lifetime = Date.parse(first.body.expiresAt) - before;
  expect(lifetime).toBeGreaterThanOrEqual(3_600_000);
  expect(lifetime).toBeLessThan(3_610_000);
  expect((await read()).body).toEqual(first.body);
  const [request] = provider.at('/basic');
  expect(request?.headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    // RFC 6749 section 2.3.1: both parts are form-encoded.
    authorization: `Basic ${Buffer.from('crm+client:canary+%26+secret%3A+wYp4%2F%2B%25').toString('base64')}`,
  });
  expect(request?.body).toBe('grant_type=client_credentials');
  expect(provider.at('/basic')).toHaveLength(1);
  const fact = { id: secretId, secretId, name: 'API of the provider', type: 'oauth2-client-credentials' };
  expect((await reads(tenantId)).map(({ payload }) => payload)).toEqual([
    expect.objectContaining(fact),
    expect.objectContaining(fact),
  ]);
});

test("the credentials go into the body where the provider wants it, and the secret's scope before the client's", async () => {
  provider.answer('/post', (count) => token(count, 3_600));
  const { read } = await granted('/post', { authMethod: 'post', scope: 'all' }, { scope: 'read write' });
  await read();
  await (await granted('/post', { authMethod: 'post', scope: 'all' })).read();
  const forms = provider.at('/post').map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  const credentials = { grant_type: 'client_credentials', client_id: 'crm client', client_secret: clientSecret };
  expect(forms).toEqual([
    { ...credentials, scope: 'read write' },
    { ...credentials, scope: 'all' },
  ]);
  expect(provider.at('/post')[0]?.headers.authorization).toBeUndefined();
});

test('a token is used until 30 s before its end', async () => {
  provider.answer('/short', (count) => token(count, 33));
  const { read } = await granted('/short');
  const { accessToken } = (await read()).body;
  expect((await read()).body.accessToken).toBe(accessToken);
  await eventually(async () => (await read()).body.accessToken !== accessToken);
  expect(provider.at('/short')).toHaveLength(2);
});

test.each([[30], [undefined], ['soon'], [-1]])('a token that expires in %s is not kept', async (expires) => {
  const path = `/unkept-${expires}`;
  provider.answer(path, (count) => token(count, expires));
  const { read } = await granted(path);
  expect((await read()).body.accessToken).toBe('canary-token-1');
  const { body } = await read();
  expect(body.accessToken).toBe('canary-token-2');
  expect(body.expiresAt === null).toBe(expires !== 30);
});

test('many who ask at once wait for one request', async () => {
  let answer: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (answer = resolve));
  provider.answer('/once', (count) => ({ ...token(count, '3600'), after }));
  const { read, tenantId } = await granted('/once');
  const asked = Promise.all([read(), read(), read(), read()]);
  await eventually(() => provider.at('/once').length === 1);
  answer();
  expect((await asked).map(({ body }) => body.accessToken)).toEqual(Array(4).fill('canary-token-1'));
  expect(provider.at('/once')).toHaveLength(1);
  expect(await reads(tenantId)).toHaveLength(4);
});

test('other credentials bring another token', async () => {
  provider.answer('/changed', (count) => token(count, 3_600));
  const { read, owner, authClientId, secretId } = await granted('/changed');
  expect((await read()).body.accessToken).toBe('canary-token-1');
  await owner.patch(`/v1/auth-clients/${authClientId}`, { clientSecret: 'renewed' });
  expect((await read()).body.accessToken).toBe('canary-token-2');
  await owner.patch(`/v1/secrets/${secretId}`, { value: { authClientId, scope: 'less' } });
  expect((await read()).body.accessToken).toBe('canary-token-3');
  expect(provider.at('/changed').map(({ body }) => new URLSearchParams(body).get('scope'))).toEqual([
    null,
    null,
    'less',
  ]);
});

test('a secret that is deleted while its token is on the way is not answered', async () => {
  let answer: () => void = () => undefined;
  const after = new Promise<void>((resolve) => (answer = resolve));
  provider.answer('/gone', (count) => ({ ...token(count, 3_600), after }));
  const { read, owner, secretId, tenantId } = await granted('/gone');
  const asked = read();
  await eventually(() => provider.at('/gone').length === 1);
  await owner.delete(`/v1/secrets/${secretId}`);
  answer();
  expect((await asked).status).toBe(404);
  expect(await reads(tenantId)).toEqual([]);
});

test.each<[string, Reply, string]>([
  [
    'refuses',
    json({ error: 'invalid_client', error_description: 'Unknown client' }, 401),
    'The provider answered 401: invalid_client, Unknown client',
  ],
  ['refuses with 200', json({ error: 'incorrect' }), 'The provider answered 200: incorrect'],
  ['breaks', { status: 503, body: '<html>busy</html>' }, 'The provider answered 503 without a token.'],
  ['is empty', { status: 204 }, 'The provider answered 204 without a token.'],
  ['is null', { status: 200, body: 'null' }, 'The provider answered 200 without a token.'],
  ['has no token', json({ token_type: 'Bearer' }), 'The provider answered 200 without a token.'],
  ['has no fit token', json({ access_token: 'a\nb' }), 'The provider answered 200 without a token.'],
  ['moves', { status: 302, headers: { location: '/elsewhere' } }, 'The provider answered 302 without a token.'],
  [
    'is too long',
    json({ filler: 'x'.repeat(70_000), access_token: 'a' }),
    'The provider answered 200 without a token.',
  ],
  ['is slow', { afterMs: 2_000 }, 'There was no whole answer within 0.6 s.'],
  ['stalls', { status: 200, stalls: true }, 'There was no whole answer within 0.6 s.'],
])('a provider that %s is named in a 502, and nothing was read', async (name, reply, detail) => {
  const path = `/${encodeURIComponent(name)}`;
  provider.answer(path, () => reply);
  const { read, tenantId } = await granted(path);
  expect(await read()).toMatchObject({ status: 502, body: { type: 'urn:crm:problem:no-token', detail } });
  expect(provider.at('/elsewhere')).toEqual([]);
  expect(await reads(tenantId)).toEqual([]);
  provider.answer(path, (count) => token(count, 3_600));
  expect((await read()).status).toBe(200);
});

test('a provider that is not there is named, too', async () => {
  const { read } = await granted('/', { tokenUrl: 'http://127.0.0.1:1/token' });
  expect(await read()).toMatchObject({ status: 502, body: { detail: 'The connection was refused.' } });
});

test('what a provider echoes of the secret is left out', async () => {
  const form = 'canary+%26+secret%3A+wYp4%2F%2B%25';
  const echoes = [
    clientSecret,
    `you sent ${clientSecret.slice(3, 14)}`,
    form,
    Buffer.from(`crm+client:${form}`).toString('base64'),
    `${'x'.repeat(290)}${clientSecret}`,
  ];
  provider.answer('/echo', (count) => json({ error: 'invalid_client', error_description: echoes[count - 1] }, 400));
  const { read } = await granted('/echo');
  for (const echo of echoes) {
    const { body } = await read();
    expect(body.provider, echo).toEqual({ status: 400, error: 'invalid_client', description: null });
    expect(body.detail).toBe('The provider answered 400: invalid_client');
  }
});

test('neither tokens nor client secrets are in any message or anywhere in the database', async () => {
  provider.answer('/kept', (count) => token(count, 3_600));
  const { read, tenantId } = await granted('/kept');
  expect((await read()).status).toBe(200);
  expect(await reads(tenantId)).toHaveLength(1);
  expect(await tablesThatHold(gateway, 'canary')).toEqual([]);
});
