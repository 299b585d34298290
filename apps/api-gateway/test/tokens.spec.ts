import { newId } from '@crm/platform';
import { eventually } from '@crm/testing';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertProblem, World } from './world.js';

let world: World;
let tenantId: string;

beforeAll(async () => {
  world = await World.open({ TOKEN_LIFE_SECONDS: '900' });
  tenantId = (await world.tenant()).id;
});
afterAll(() => world.close());

const ask = (token: string) => world.send('GET', '/v1/contacts', { token });
const claims = () => ({
  sub: newId(),
  kind: 'user',
  tid: tenantId,
  role: 'owner',
  perms: ['contacts:read'],
  sid: newId(),
});

async function assertRefused(token: string): Promise<void> {
  const before = world.neighbours.received.length;
  const answer = await ask(token);
  assertProblem(answer, 'unauthenticated');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  expect(world.neighbours.received.length, 'no service was asked').toBe(before);
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('refused are tokens', () => {
  test('without a signature', async () => {
    const unsecured = new UnsecuredJWT({ ...claims(), iatms: Date.now() })
      .setIssuer('crm/user-auth')
      .setAudience('crm')
      .setIssuedAt()
      .setExpirationTime('10m')
      .encode();
    await assertRefused(`${unsecured.replace(/\.$/, '')}.`);
    const [, payload] = (await world.issuer.issue(claims())).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      await assertRefused(`${base64({ alg, kid: world.issuer.kid, typ: 'JWT' })}.${payload}.`);
    }
  });

  test('signed with the public key as a shared secret', async () => {
    const now = Math.floor(Date.now() / 1_000);
    await assertRefused(
      await new SignJWT({ ...claims(), iatms: Date.now() })
        .setProtectedHeader({ alg: 'HS256', kid: world.issuer.kid })
        .setIssuer('crm/user-auth')
        .setAudience('crm')
        .setIssuedAt(now)
        .setExpirationTime(now + 600)
        .sign(world.issuer.publicBytes),
    );
  });

  test('of another key, under a known id, an unknown one or with the key brought along', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await assertRefused(await world.issuer.issue(claims(), { key: privateKey }));
    await assertRefused(await world.issuer.issue(claims(), { key: privateKey, kid: newId() }));
    const now = Math.floor(Date.now() / 1_000);
    const jwk = await exportJWK(publicKey);
    const brought = new SignJWT(claims())
      .setProtectedHeader({ alg: 'EdDSA', jwk, jku: 'http://127.0.0.1:1/jwks.json' })
      .setIssuer('crm/user-auth')
      .setAudience('crm')
      .setIssuedAt(now)
      .setExpirationTime(now + 600);
    await assertRefused(await brought.sign(privateKey));
  });

  test.each([
    ['for others', { audience: 'crm-console' }],
    ['that choose another algorithm, good as it is', { alg: 'Ed25519' }],
    ['of another issuer', { issuer: 'crm/api-gateway' }],
    ['that have expired', { issuedAt: Date.now() - 700_000 }],
    ['that are not valid yet', { notBefore: Math.floor(Date.now() / 1_000) + 60 }],
    ['issued in the future', { issuedAt: Date.now() + 60_000 }],
    ['that want to live for ever', { issuedAt: Date.now() - 1_000_000, livesSeconds: 100_000 }],
  ])('%s', async (_, options) => {
    await assertRefused(await world.issuer.issue(claims(), options));
  });

  test('whose claims were changed', async () => {
    const [header, payload, signature] = (await world.issuer.issue(claims())).split('.');
    const read = JSON.parse(Buffer.from(String(payload), 'base64url').toString());
    await assertRefused(`${header}.${base64({ ...read, kind: 'operator' })}.${signature}`);
    await assertRefused(`${header}.${base64({ ...read, tid: newId() })}.${signature}`);
    await assertRefused(`${header}.${payload}.${String(signature).slice(0, -4)}AAAA`);
    await assertRefused(`${header}.${payload}`);
  });

  test.each([
    ['of neither a user nor an operator', { kind: 'service' }],
    ['of an anonymous', { kind: 'anonymous' }],
    ['of a user without a tenant', { tid: undefined }],
    ['of a user whose tenant is no id', { tid: "' OR 1=1" }],
    ['without a subject', { sub: undefined }],
  ])('%s', async (_, changed) => {
    await assertRefused(await world.issuer.issue({ ...claims(), ...changed }));
  });

  test('of the services among themselves', async () => {
    const { body } = await ask(await world.issuer.issue(claims()));
    await assertRefused(body.headers.authorization.slice('Bearer '.length));
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['three letters', 'a.b.c'],
    ['dots', '....'],
    ['much', 'ey'.repeat(3_000)],
  ])('that are none: %s', async (_, token) => {
    const answer = await world.send('GET', '/v1/contacts', { headers: { authorization: `Bearer ${token}` } });
    assertProblem(answer, 'unauthenticated');
  });

  test('in another scheme', async () => {
    const answer = await world.send('GET', '/v1/contacts', { headers: { authorization: 'Basic cm9vdDpyb290' } });
    assertProblem(answer, 'unauthenticated');
  });

  test('of a tenant that is not in the register', async () => {
    assertProblem(await ask(await world.issuer.user(newId())), 'tenant-unknown');
  });
});

describe('overtaken are tokens', () => {
  test.each([
    ['of a session that was revoked', 'session', 'signed-out'],
    ['of a user who was deactivated', 'user', 'deactivated'],
    ['of a tenant whose policy changed', 'tenant', 'policy-changed'],
  ] as const)('%s', async (_, scope, reason) => {
    const tenant = await world.tenant();
    const holder = { ...claims(), tid: tenant.id };
    const old = await world.issuer.issue(holder);
    const bystander = await world.issuer.issue(claims());
    expect((await ask(old)).status).toBe(200);
    const id = { session: holder.sid, user: holder.sub, tenant: tenant.id }[scope];
    const notBefore = new Date(Date.now() + 1);
    world.issuer.cutoffs.push({ scope, id, tenantId: tenant.id, notBefore: notBefore.toISOString(), reason });
    const stale = await eventually(async () => {
      const answer = await ask(old);
      return answer.status === 401 && answer;
    });
    assertProblem(stale, 'token-stale');
    expect(stale.body.reason).toBe(reason);
    expect((await ask(bystander)).status).toBe(200);
    const refreshed = await world.issuer.issue(holder, { issuedAt: notBefore.getTime() });
    expect((await ask(refreshed)).status, 'issued at the very moment, so not before it').toBe(200);
  });

  test('even when an older cutoff comes after a newer one', async () => {
    const holder = claims();
    const cutoff = (notBefore: number) =>
      world.issuer.cutoffs.push({
        scope: 'user',
        id: holder.sub,
        tenantId,
        notBefore: new Date(notBefore).toISOString(),
        reason: 'role-changed',
      });
    const token = await world.issuer.issue(holder);
    const now = Date.now();
    cutoff(now + 1);
    cutoff(now - 60_000);
    await eventually(async () => (await ask(token)).status === 401);
    assertProblem(await ask(token), 'token-stale');
  });
});

describe('keys', () => {
  test('a new key is found when the first token names it', async () => {
    await world.issuer.rotate();
    const token = await world.issuer.issue(claims());
    await eventually(async () => (await ask(token)).status === 200);
  });

  test('unknown ones do not make the gateway ask again and again', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const before = world.issuer.keysRead;
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await assertRefused(await world.issuer.issue(claims(), { key: privateKey, kid: newId() }));
    }
    expect(world.issuer.keysRead - before).toBeLessThanOrEqual(1);
  });
});

describe('while user-auth is away', () => {
  test('verified tokens stay good, and new keys are waited for without refusing anybody', async () => {
    const known = await world.issuer.issue(claims());
    expect((await ask(known)).status).toBe(200);
    const sameKey = await world.issuer.issue(claims());
    await world.neighbours.down('user-auth');
    expect((await ask(known)).status).toBe(200);
    expect((await ask(sameKey)).status).toBe(200);
    await world.gateway.halt();
    await world.gateway.start();
    const answer = await ask(known);
    assertProblem(answer, 'authentication-unavailable');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    await world.neighbours.up('user-auth');
    await eventually(async () => (await ask(known)).status === 200);
  });

  test('how long that is can be measured', async () => {
    const metrics = await (await fetch(`${world.gateway.url}/metrics`)).text();
    expect(metrics).toMatch(/gateway_token_cutoffs_age_seconds\{service="api-gateway"\} [\d.e-]+/);
  });
});
