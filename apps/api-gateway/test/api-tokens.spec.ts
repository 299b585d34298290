import { randomBytes } from 'node:crypto';
import { newId } from '@crm/platform';
import { eventually } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertProblem, World } from './world.js';

let world: World;
let tenantId: string;

beforeAll(async () => {
  world = await World.open({ API_TOKEN_KEPT_SECONDS: '1' });
  tenantId = (await world.tenant()).id;
});
afterAll(() => world.close());

const ask = (token: string, method = 'GET', path = '/v1/contacts') => world.send(method, path, { token });
const askedAbout = (token: string) => world.issuer.asked.filter((one) => one === token).length;

function claimsOf(token: string) {
  const claims = world.issuer.apiTokens.get(token);
  if (!claims) throw new Error('There is no such token.');
  return claims;
}

/** What user-auth would say from now on. */
function change(token: string, changes: object): void {
  world.issuer.apiTokens.set(token, { ...claimsOf(token), asOf: new Date().toISOString(), ...changes });
}

async function assertRefused(token: string): Promise<void> {
  const before = world.neighbours.received.length;
  const answer = await ask(token);
  assertProblem(answer, 'unauthenticated');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  expect(world.neighbours.received.length, 'no service was asked').toBe(before);
}

describe('an API token', () => {
  test('stands for its user, with what it allows', async () => {
    const token = world.issuer.apiToken(tenantId);
    const { subject } = claimsOf(token);
    const { status, body } = await ask(token);
    expect(status).toBe(200);
    expect(body.caller).toEqual({
      ...{ kind: 'user', subject, tenantId, role: 'member', permissions: ['contacts:read'], actor: `user:${subject}` },
      tokenExpiresAt: expect.any(Number),
    });
    expect(JSON.stringify(body.headers)).not.toContain(token);
  });

  test('is asked about once while the answer is kept, by however many requests', async () => {
    const token = world.issuer.apiToken(tenantId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(askedAbout(token)).toBe(1);
    change(token, { permissions: [] });
    await eventually(async () => (await ask(token)).body.caller.permissions.length === 0);
    expect(askedAbout(token)).toBe(2);
  });

  test('is refused once it was deleted, and that is kept as well', async () => {
    const token = world.issuer.apiToken(tenantId);
    expect((await ask(token)).status).toBe(200);
    world.issuer.apiTokens.delete(token);
    await eventually(async () => (await ask(token)).status === 401);
    const before = askedAbout(token);
    await assertRefused(token);
    await assertRefused(token);
    expect(askedAbout(token) - before).toBeLessThanOrEqual(1);
  });

  test('is refused once it has expired, whatever was kept', async () => {
    const token = world.issuer.apiToken(tenantId, { expiresAt: new Date(Date.now() + 300).toISOString() });
    expect((await ask(token)).status).toBe(200);
    world.issuer.apiTokens.delete(token);
    const asked = Date.now();
    await eventually(async () => (await ask(token)).status === 401);
    expect(Date.now() - asked).toBeLessThan(900);
  });

  test('that nobody made is refused', async () => {
    await assertRefused(`crm_pat_${randomBytes(64).toString('base64url')}`);
  });

  test.each([
    ['too short', 'crm_pat_'],
    ['too long', `crm_pat_${'A'.repeat(87)}`],
    ['of other letters', `crm_pat_${'.'.repeat(86)}`],
  ])('that is none (%s) is refused without asking anybody', async (_, token) => {
    const before = world.issuer.asked.length;
    await assertRefused(token);
    expect(world.issuer.asked.length).toBe(before);
  });

  test('acts in the own tenant only', async () => {
    const token = world.issuer.apiToken(tenantId);
    const named = (id: string) => world.send('GET', '/v1/contacts', { token, headers: { 'x-tenant-id': id } });
    assertProblem(await named(newId()), 'foreign-tenant');
    expect((await named(tenantId)).status).toBe(200);
  });
});

describe('how people prove who they are is beyond API tokens:', () => {
  test.each([
    ['GET', '/v1/api-tokens'],
    ['POST', '/v1/api-tokens'],
    ['PATCH', '/v1/api-tokens/0198c0de-0000-7000-8000-000000000001'],
    ['DELETE', '/v1/api%2dtokens/0198c0de-0000-7000-8000-000000000001'],
    ['GET', '/v1/sessions'],
    ['DELETE', '/v1/sessions/0198c0de-0000-7000-8000-000000000001'],
    ['POST', '/v1/auth/accept-invitation'],
    ['POST', '/v1/auth/sign-out'],
  ])('%s %s', async (method, path) => {
    const before = world.neighbours.received.length;
    const answer = await ask(world.issuer.apiToken(tenantId), method, path);
    assertProblem(answer, 'forbidden');
    expect(answer.status).toBe(403);
    expect(world.neighbours.received.length, 'no service was asked').toBe(before);
    expect((await ask(await world.issuer.user(tenantId), method, path)).status, 'but not beyond people').toBe(200);
  });
});

describe('what holds for sessions holds for API tokens:', () => {
  test.each(['user', 'tenant'] as const)('a cutoff of the %s, after which user-auth is asked again', async (scope) => {
    const tenant = await world.tenant();
    const token = world.issuer.apiToken(tenant.id, { asOf: new Date(Date.now() - 60_000).toISOString() });
    expect((await ask(token)).status).toBe(200);
    const id = scope === 'user' ? claimsOf(token).subject : tenant.id;
    const notBefore = new Date().toISOString();
    world.issuer.cutoffs.push({ scope, id, tenantId: tenant.id, notBefore, reason: 'policy-changed' });
    const stale = await eventually(async () => {
      const answer = await ask(token);
      return answer.status === 401 && answer;
    });
    assertProblem(stale, 'token-stale');
    change(token, { permissions: ['users:read'] });
    const { status, body } = await ask(token);
    expect([status, body.caller.permissions]).toEqual([200, ['users:read']]);
  });

  test('the end of its user, at once', async () => {
    const token = world.issuer.apiToken(tenantId);
    expect((await ask(token)).status).toBe(200);
    const { subject: id } = claimsOf(token);
    world.issuer.apiTokens.delete(token);
    const notBefore = new Date(Date.now() + 1).toISOString();
    world.issuer.cutoffs.push({ scope: 'user', id, tenantId, notBefore, reason: 'deactivated' });
    const started = Date.now();
    await eventually(async () => (await ask(token)).status === 401);
    expect(Date.now() - started).toBeLessThan(900);
    await assertRefused(token);
  });

  test('the status of the tenant', async () => {
    const tenant = await world.tenant();
    const token = world.issuer.apiToken(tenant.id);
    const operator = await world.issuer.operator();
    const reason = 'Not paid.';
    await world.send('POST', `/v1/tenants/${tenant.id}/suspend`, { token: operator, body: { reason } });
    assertProblem(await ask(token), 'tenant-suspended');
    assertProblem(await ask(world.issuer.apiToken(newId())), 'tenant-unknown');
  });
});

test('while user-auth is away nothing is known against a token: it is for later', async () => {
  const token = world.issuer.apiToken(tenantId);
  await world.neighbours.down('user-auth');
  const answer = await ask(token);
  assertProblem(answer, 'authentication-unavailable');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  await world.neighbours.up('user-auth');
  await eventually(async () => (await ask(token)).status === 200, { timeoutMs: 700 });
});

describe('where limits are low', () => {
  let narrow: World;
  beforeAll(async () => {
    narrow = await World.open({
      RATE_LIMIT_ANONYMOUS_PER_SECOND: '1',
      RATE_LIMIT_TENANT_PER_SECOND: '0.1',
      RATE_LIMIT_TENANT_BURST: '5',
    });
  });
  afterAll(() => narrow.close());

  test('whoever makes tokens up is slowed down before user-auth is, and the limit of the tenant holds', async () => {
    const token = narrow.issuer.apiToken((await narrow.tenant()).id);
    const known = () => narrow.send('GET', '/v1/contacts', { token });
    expect((await known()).status).toBe(200);
    const madeUp = () => `crm_pat_${randomBytes(64).toString('base64url')}`;
    const tries = Array.from({ length: 10 }, () => narrow.send('GET', '/v1/contacts', { token: madeUp() }));
    const answers = await Promise.all(tries);
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(7);
    expect(slowed[0]?.headers.get('retry-after')).toBe('1');
    expect(slowed[0]?.headers.get('ratelimit')).toMatch(/^"anonymous"/);
    expect(narrow.issuer.asked.length).toBeLessThanOrEqual(4);
    for (const _ of [1, 2, 3, 4]) expect((await known()).status, 'who is known is let in').toBe(200);
    const limited = await known();
    expect([limited.status, limited.body.class]).toEqual([429, 'reads']);
  });
});
