import { newId } from '@crm/platform';
import { operator, userOf } from '@crm/testing';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AccessControl,
  type Booted,
  boot,
  join,
  operatorEmail,
  password,
  refresh,
  signIn,
  someone,
} from './people.js';

let auth: Booted['auth'];
let accessControl: AccessControl;

beforeAll(async () => {
  ({ auth, accessControl } = await boot());
});
afterAll(() => auth.stop());
beforeEach(() => {
  accessControl.answer = { known: true, role: null, permissions: ['contacts:read'], policyRevision: 7 };
  accessControl.before = [];
});

async function claimsOf(token: string) {
  const jwks = (await (await fetch(new URL('/.well-known/jwks.json', auth.url))).json()) as JSONWebKeySet;
  return (await jwtVerify(token, createLocalJWKSet(jwks), { issuer: 'crm/user-auth', audience: 'crm' })).payload;
}

describe('signing in', () => {
  it('gives a user a short token with the permissions of access-control', async () => {
    const { email, userId, tenantId } = await join(auth, { role: 'admin' });
    const before = Date.now();
    const { status, body } = await signIn(auth, { email: email.toUpperCase() });
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 600, user: { kind: 'user', id: userId, tenantId, email, role: 'admin' } });
    const claims = await claimsOf(body.accessToken);
    expect(claims).toMatchObject({
      ...{ sub: userId, tid: tenantId, role: 'admin', kind: 'user', email },
      ...{ perms: ['contacts:read'], pv: 7, sid: expect.any(String) },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
    expect(claims['iatms']).toBeGreaterThanOrEqual(before);
    expect(claims['iatms']).toBeLessThanOrEqual(Date.now());
    expect(decodeProtectedHeader(body.accessToken)).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) });
  });

  it('lets the configured operator in, who has no tenant', async () => {
    const { status, body } = await signIn(auth, { email: operatorEmail });
    expect(status).toBe(200);
    const claims = await claimsOf(body.accessToken);
    expect(claims).toMatchObject({ kind: 'operator', email: operatorEmail, perms: [] });
    expect(claims).not.toHaveProperty('tid');
    const client = await auth.as(operator(null, claims.sub));
    expect((await client.get('/v1/users/me')).body).toMatchObject({ kind: 'operator', email: operatorEmail });
    expect((await client.get('/v1/sessions')).body.items[0]).toMatchObject({ kind: 'operator', endedAt: null });
    expect((await refresh(auth, body.refreshToken)).status).toBe(200);
  });

  it('does not tell a wrong password from an unknown address', async () => {
    const { email } = await join(auth);
    const wrong = await signIn(auth, { email, password: 'wrong' });
    const unknown = await signIn(auth, { email: someone(), password: 'wrong' });
    for (const { status, body } of [wrong, unknown]) {
      expect(status).toBe(401);
      expect(body.type).toBe('urn:crm:problem:wrong-credentials');
    }
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  it('asks which tenant only after the password matched', async () => {
    const first = await join(auth);
    const second = await join(auth, { email: first.email });
    expect((await signIn(auth, { email: first.email, password: 'wrong' })).status).toBe(401);
    const open = await signIn(auth, { email: first.email });
    expect(open.status).toBe(409);
    expect(open.body.type).toBe('urn:crm:problem:choose-tenant');
    expect(open.body.tenants.map(({ tenantId }: { tenantId: string }) => tenantId).sort()).toEqual(
      [first.tenantId, second.tenantId].sort(),
    );
    const chosen = await signIn(auth, { email: first.email, tenantId: second.tenantId });
    expect(chosen.body.user).toMatchObject({ tenantId: second.tenantId, id: second.userId });
    expect((await signIn(auth, { email: first.email, tenantId: newId() })).status).toBe(401);
  });

  it('slows down who guesses, even the right password and across a restart, and for one address only', async () => {
    const { email } = await join(auth);
    for (let round = 0; round < 6; round += 1) await signIn(auth, { email, password: `guess ${round}` });
    const blocked = await signIn(auth, { email });
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    await auth.sql("UPDATE sign_in_failure SET blocked_until = now() + interval '1 hour' WHERE failures > 5");
    await auth.halt();
    await auth.start();
    expect((await signIn(auth, { email })).status).toBe(429);
    expect((await signIn(auth, { email: operatorEmail })).status).toBe(200);
    await auth.sql('UPDATE sign_in_failure SET blocked_until = now()');
    expect((await signIn(auth, { email })).status).toBe(200);
  });

  it('does not let many guesses at once slip through', async () => {
    const { email } = await join(auth);
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) => signIn(auth, { email, password: `guess ${index}` })),
    );
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
  });

  it('never keeps its answer for an Idempotency-Key', async () => {
    const { email } = await join(auth);
    const client = await auth.anonymous();
    const headers = { 'idempotency-key': newId() };
    const one = await client.post('/v1/auth/sign-in', { email, password }, { headers });
    const two = await client.post('/v1/auth/sign-in', { email, password }, { headers });
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body.refreshToken).not.toBe(two.body.refreshToken);
    expect(await auth.sql("SELECT 1 FROM idempotency_keys WHERE scope LIKE '-:%'")).toEqual([]);
  });

  it.each<[string, object]>([
    ['no password', { email: 'a@acme.example' }],
    ['an unknown field', { email: 'a@acme.example', password, remember: true }],
    ['a password that is no text', { email: 'a@acme.example', password: ['x'] }],
    ['an address that is none', { email: 'acme', password }],
    ['a tenant that is no id', { email: 'a@acme.example', password, tenantId: '1' }],
  ])('refuses %s', async (_, body) => {
    const { status, body: problem } = await (await auth.anonymous()).post('/v1/auth/sign-in', body);
    expect(status).toBe(400);
    expect(problem.type).toBe('urn:crm:problem:validation-failed');
  });
});

describe('permissions', () => {
  it('are asked for again while access-control does not know the user yet', async () => {
    const { email } = await join(auth);
    accessControl.before = [
      { known: false, role: null, permissions: [], policyRevision: 0 },
      { known: false, role: null, permissions: [], policyRevision: 0 },
    ];
    const { body } = await signIn(auth, { email });
    expect(body).toMatchObject({ expiresIn: 600, user: { permissions: ['contacts:read'] } });
  });

  it('are none for a short while when it keeps not knowing', async () => {
    const { email } = await join(auth);
    accessControl.answer = { known: false, role: null, permissions: ['contacts:read'], policyRevision: 0 };
    const start = Date.now();
    const { status, body } = await signIn(auth, { email });
    expect(Date.now() - start).toBeLessThan(3_000);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 30, user: { permissions: [] } });
  });

  it('of an older role are not put into a token', async () => {
    const { email, tenantId, userId } = await join(auth, { role: 'admin' });
    await (await auth.as(operator(tenantId))).patch(`/v1/users/${userId}/role`, { role: 'viewer' });
    accessControl.before = [{ known: true, role: 'admin', permissions: ['users:update'], policyRevision: 7 }];
    accessControl.answer = { known: true, role: 'viewer', permissions: ['contacts:read'], policyRevision: 7 };
    const { body } = await signIn(auth, { email });
    expect(body.user).toMatchObject({ role: 'viewer', permissions: ['contacts:read'] });
  });
});

describe('a refresh token', () => {
  it('is good once, for the next one and the permissions of now', async () => {
    const { email } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    accessControl.answer = { known: true, role: null, permissions: ['health:read'], policyRevision: 8 };
    const { status, body: second } = await refresh(auth, first.refreshToken);
    expect(status).toBe(200);
    expect(await claimsOf(second.accessToken)).toMatchObject({ perms: ['health:read'], pv: 8 });
    expect((await claimsOf(second.accessToken))['sid']).toBe((await claimsOf(first.accessToken))['sid']);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await refresh(auth, second.refreshToken)).status).toBe(200);
  });

  it('answers the same successor again for a moment, as an answer may get lost', async () => {
    const { email } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    const answers = await Promise.all([1, 2, 3].map(() => refresh(auth, first.refreshToken)));
    const tokens = new Set(answers.map(({ body }) => body.refreshToken));
    expect(tokens.size).toBe(1);
    expect((await refresh(auth, [...tokens][0])).status).toBe(200);
  });

  it('that was used before ends the whole family', async () => {
    const { email, tenantId, userId } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    const { body: second } = await refresh(auth, first.refreshToken);
    const { body: third } = await refresh(auth, second.refreshToken);
    const stolen = await refresh(auth, first.refreshToken);
    expect(stolen.status).toBe(401);
    expect(stolen.body.type).toBe('urn:crm:problem:refresh-token-reused');
    const victim = await refresh(auth, third.refreshToken);
    expect(victim.body).toMatchObject({ type: 'urn:crm:problem:session-ended', reason: 'reuse-detected' });
    const { body } = await (await auth.as(userOf(tenantId, 'owner', userId))).get('/v1/sessions');
    expect(body.items[0]).toMatchObject({ endReason: 'reuse-detected', endedAt: expect.any(String) });
  });

  it('that was used longer ago than the moment of grace ends the family too', async () => {
    const { email } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    const { body: second } = await refresh(auth, first.refreshToken);
    await auth.sql(
      "UPDATE refresh_token SET rotated_at = rotated_at - interval '11 seconds' WHERE rotated_at IS NOT NULL",
    );
    expect((await refresh(auth, first.refreshToken)).body.type).toBe('urn:crm:problem:refresh-token-reused');
    expect((await refresh(auth, second.refreshToken)).status).toBe(401);
  });

  it('is not used up while access-control does not answer', async () => {
    const { email } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    const { answer } = accessControl;
    Object.defineProperty(accessControl, 'answer', {
      configurable: true,
      get: () => {
        throw new Error('away');
      },
    });
    const failed = await refresh(auth, first.refreshToken);
    Object.defineProperty(accessControl, 'answer', { configurable: true, writable: true, value: answer });
    expect(failed.status).toBeGreaterThanOrEqual(502);
    expect((await refresh(auth, first.refreshToken)).status).toBe(200);
  });

  it('is stored nowhere, and neither is any secret in clear', async () => {
    const { email } = await join(auth);
    const { body } = await signIn(auth, { email });
    const secret = Buffer.from(body.refreshToken, 'base64url').subarray(32).toString('hex');
    const rows = await auth.sql<{ row: string }>('SELECT refresh_token::text AS row FROM refresh_token');
    expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
    expect(
      await auth.sql('SELECT 1 FROM "user" WHERE password_hash IS NOT NULL AND password_hash NOT LIKE $1', [
        '$argon2id$%',
      ]),
    ).toEqual([]);
  });

  it('that is none is refused', async () => {
    for (const token of ['x', 'A'.repeat(86), 'é'.repeat(86)]) {
      expect((await refresh(auth, token)).body.type).toBe('urn:crm:problem:invalid-refresh-token');
    }
  });
});

describe('sessions', () => {
  it('end by signing out, and by their owner elsewhere', async () => {
    const { email, tenantId, userId } = await join(auth);
    const [{ body: here }, { body: there }] = [await signIn(auth, { email }), await signIn(auth, { email })];
    const sid = String((await claimsOf(here.accessToken))['sid']);
    const client = await auth.as({ ...userOf(tenantId, 'viewer', userId), sessionId: sid });
    expect((await client.post('/v1/auth/sign-out')).status).toBe(204);
    expect((await refresh(auth, here.refreshToken)).body).toMatchObject({ reason: 'signed-out' });
    const other = String((await claimsOf(there.accessToken))['sid']);
    expect((await client.delete(`/v1/sessions/${other}`)).status).toBe(204);
    expect((await refresh(auth, there.refreshToken)).status).toBe(401);
  });

  it('of others are seen and ended only by who may, and never in another tenant', async () => {
    const { email, tenantId, userId } = await join(auth);
    const { body } = await signIn(auth, { email });
    const sid = String((await claimsOf(body.accessToken))['sid']);
    const viewer = await auth.as(userOf(tenantId, 'viewer'));
    expect((await viewer.get(`/v1/sessions?userId=${userId}`)).status).toBe(403);
    expect((await viewer.delete(`/v1/sessions/${sid}`)).status).toBe(403);
    const stranger = await auth.as(userOf(newId()));
    expect((await stranger.get(`/v1/sessions?userId=${userId}`)).body.items).toEqual([]);
    expect((await stranger.delete(`/v1/sessions/${sid}`)).status).toBe(404);
    const admin = await auth.as(operator(tenantId));
    expect((await admin.get(`/v1/sessions?userId=${userId}`)).body.items).toHaveLength(1);
    expect((await admin.delete(`/v1/sessions/${sid}`)).status).toBe(204);
    expect((await refresh(auth, body.refreshToken)).body).toMatchObject({ reason: 'ended-by-admin' });
  });
});

describe('signing keys', () => {
  it('are rotated by operators; tokens of the old key stay valid, and only public halves are shown', async () => {
    const { body: old } = await signIn(auth, { email: operatorEmail });
    expect((await (await auth.as(userOf(newId()))).post('/v1/auth/keys/rotate')).status).toBe(403);
    const { status, body: key } = await (await auth.as(operator())).post('/v1/auth/keys/rotate');
    expect(status).toBe(201);
    const { body: next } = await signIn(auth, { email: operatorEmail });
    expect(decodeProtectedHeader(next.accessToken).kid).toBe(key.kid);
    expect(decodeProtectedHeader(old.accessToken).kid).not.toBe(key.kid);
    await claimsOf(old.accessToken);
    await claimsOf(next.accessToken);
    const jwks = await (await fetch(new URL('/.well-known/jwks.json', auth.url))).text();
    expect(jwks).not.toContain('"d"');
  });

  it('leave the published set when no token of theirs can be alive, and are rotated in time', async () => {
    await (await auth.as(operator())).post('/v1/auth/keys/rotate');
    await auth.sql("UPDATE signing_key SET retired_at = retired_at - interval '2 hours' WHERE retired_at IS NOT NULL");
    const kids = async () =>
      (
        (await (await fetch(new URL('/.well-known/jwks.json', auth.url))).json()) as { keys: { kid: string }[] }
      ).keys.map(({ kid }) => kid);
    const [current, ...others] = await kids();
    expect(others).toEqual([]);
    const [timer] = await auth.sql<{ days: number }>(
      "SELECT extract(day FROM due_at - now())::int AS days FROM timers WHERE kind = 'rotate-signing-key'",
    );
    expect(timer?.days).toBe(29);
    await auth.sql("UPDATE timers SET due_at = now() WHERE kind = 'rotate-signing-key'");
    await expect.poll(kids, { timeout: 5_000 }).toHaveLength(2);
    expect((await kids())[1]).toBe(current);
  });
});
