import { afterEach, expect, test } from 'vitest';
import { type Answer, assertProblem, type Sent, World } from './world.js';

let world: World;
afterEach(() => world.close());

/** As many as are let through out of `times` at once; the others are refused in the same way. */
async function letThrough(times: number, method: string, path: string, sent: Sent): Promise<Answer[]> {
  const answers = await Promise.all(Array.from({ length: times }, () => world.send(method, path, sent)));
  for (const answer of answers.filter(({ status }) => status === 429)) assertProblem(answer, 'too-many-requests');
  return answers.filter(({ status }) => status !== 429);
}

test('a tenant that comes too often is told when to come again, for reads and writes apart', async () => {
  world = await World.open({ RATE_LIMIT_TENANT_PER_SECOND: '0.5', RATE_LIMIT_TENANT_BURST: '3' });
  const [one, other] = [(await world.tenant()).id, (await world.tenant()).id];
  const token = await world.issuer.user(one);
  const colleague = await world.issuer.user(one);
  expect(await letThrough(2, 'GET', '/v1/contacts', { token })).toHaveLength(2);
  expect(await letThrough(3, 'GET', '/v1/contacts', { token: colleague }), 'colleagues share').toHaveLength(1);
  const refused = await world.send('GET', '/v1/home', { token });
  assertProblem(refused, 'too-many-requests');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toMatch(/^[12]$/);
  expect(refused.headers.get('ratelimit-policy')).toBe('"reads";q=3;w=6');
  expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=[56]$/);
  expect(await letThrough(4, 'POST', '/v1/contacts', { token, body: {} })).toHaveLength(3);
  const stranger = await world.issuer.user(other);
  expect(await letThrough(3, 'GET', '/v1/contacts', { token: stranger })).toHaveLength(3);
});

test('guessing is slow, renewing a session is not', async () => {
  world = await World.open({ RATE_LIMIT_SIGN_IN_PER_MINUTE: '3', RATE_LIMIT_ANONYMOUS_PER_SECOND: '20' });
  expect(await letThrough(5, 'POST', '/v1/auth/sign-in', { body: {} })).toHaveLength(3);
  expect(await letThrough(2, 'POST', '/v1/%61uth/sign-in', { body: {} }), 'in whatever spelling').toHaveLength(0);
  expect(await letThrough(2, 'POST', '/v1/auth/accept-invitation', { body: {} })).toHaveLength(0);
  const token = await world.issuer.user((await world.tenant()).id);
  expect(await letThrough(2, 'POST', '/v1/auth/sign-in', { token, body: {} }), 'with whatever token').toHaveLength(0);
  expect(await letThrough(5, 'POST', '/v1/auth/refresh', { body: {} })).toHaveLength(5);
});

test('a house full of people opens the console while strangers are held back', async () => {
  world = await World.open({ RATE_LIMIT_ANONYMOUS_PER_SECOND: '0.5', RATE_LIMIT_PAGES_PER_SECOND: '1' });
  expect(await letThrough(3, 'GET', '/v1/contacts', {})).toHaveLength(1);
  expect(await letThrough(2, 'GET', '/console/assets/index.js', {})).toHaveLength(2);
  expect(await letThrough(1, 'GET', '/console', {}), 'and they have a limit of their own').toHaveLength(0);
});

test('signing up is limited by address, and operators are not', async () => {
  world = await World.open({ RATE_LIMIT_SIGN_UP_PER_MINUTE: '2' });
  const wanted = () => ({ body: world.wanted() });
  expect((await world.send('POST', '/v1/tenants', wanted())).status).toBe(201);
  expect((await world.send('POST', '/v1/tenants', wanted())).status).toBe(201);
  assertProblem(await world.send('POST', '/v1/tenants', wanted()), 'too-many-requests');
  const token = await world.issuer.operator();
  expect((await world.send('POST', '/v1/tenants', { token, ...wanted() })).status).toBe(201);
});

test('the address is the one that our own proxy has written', async () => {
  world = await World.open({ RATE_LIMIT_SIGN_IN_PER_MINUTE: '1', TRUSTED_PROXIES: '1' });
  const from = (forwarded: string) => ({ body: {}, headers: { 'x-forwarded-for': forwarded } });
  expect(await letThrough(1, 'POST', '/v1/auth/sign-in', from('198.51.100.1'))).toHaveLength(1);
  expect(await letThrough(1, 'POST', '/v1/auth/sign-in', from('203.0.113.9, 198.51.100.1'))).toHaveLength(0);
  const [passed] = await letThrough(1, 'POST', '/v1/auth/sign-in', from('198.51.100.1, 198.51.100.2'));
  expect(passed?.body.headers['x-forwarded-for']).toBe('198.51.100.2');
});
