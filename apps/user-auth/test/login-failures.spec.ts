import { createHash } from 'node:crypto';
import { newId } from '@crm/platform';
import { operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeToken } from '../src/opaque-token.js';
import { platformScope } from '../src/platform-scope.js';
import { type Booted, boot, hasLeaked, invite, join, operatorEmail, refresh, signIn, someone, told } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

const password = `canary ${newId()}`;
const failuresIn = (tenantId: string) => told(auth, tenantId, 'iam.user.loginFailed');
const reasonsIn = async (tenantId: string) => (await failuresIn(tenantId)).map((one) => one['reason']);
const named = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('hex');
const strangers = async (email: string) => (await failuresIn(platformScope)).filter(({ id }) => id === named(email));

describe('a failed sign-in is told', () => {
  it('in every tenant that has a user with the address, by nobody', async () => {
    const first = await join(auth);
    const second = await join(auth, { email: first.email });
    const { status, body } = await signIn(auth, { email: first.email.toUpperCase(), password });
    expect([status, body.type]).toEqual([401, 'urn:crm:problem:wrong-credentials']);
    for (const { tenantId, userId: id, email } of [first, second]) {
      expect(await failuresIn(tenantId)).toEqual([
        { event: 'iam.user.loginFailed', tenant: tenantId, id, email, reason: 'wrong-credentials' },
      ]);
    }
    expect(await strangers(first.email)).toEqual([]);
  });

  it('to the platform, and without the address, when nobody has it', async () => {
    const email = `Canary-${newId()}@Acme.example`;
    await signIn(auth, { email, password });
    expect(await strangers(email)).toEqual([
      { event: 'iam.user.loginFailed', tenant: platformScope, id: named(email), reason: 'wrong-credentials' },
    ]);
    expect(await hasLeaked(auth, email)).toBe(false);
    expect(await hasLeaked(auth, email.toLowerCase())).toBe(false);
  });

  it('to the platform when the address is an operator, or has an invitation and no more', async () => {
    await signIn(auth, { email: operatorEmail, password });
    expect(await strangers(operatorEmail)).toMatchObject([{ reason: 'wrong-credentials' }]);
    expect(await hasLeaked(auth, operatorEmail)).toBe(false);
    const { tenantId, email } = await invite(auth);
    await signIn(auth, { email });
    expect(await reasonsIn(tenantId)).toEqual([]);
    expect(await strangers(email)).toHaveLength(1);
  });

  it('of a user who is not active any more, also beside one who is', async () => {
    const left = await join(auth);
    await (await auth.as(operator(left.tenantId))).post(`/v1/users/${left.userId}/deactivate`);
    expect((await signIn(auth, { email: left.email })).status).toBe(401);
    expect(await failuresIn(left.tenantId)).toMatchObject([{ id: left.userId, reason: 'not-active' }]);
    expect(await strangers(left.email)).toEqual([]);
    const elsewhere = await join(auth, { email: left.email });
    await signIn(auth, { email: left.email, password });
    expect(await reasonsIn(elsewhere.tenantId)).toEqual(['wrong-credentials']);
    expect(await reasonsIn(left.tenantId)).toEqual(['not-active', 'not-active']);
    const back = await join(auth, { tenantId: left.tenantId, email: left.email });
    await signIn(auth, { email: left.email, password });
    expect((await failuresIn(left.tenantId)).slice(2)).toMatchObject([
      { id: back.userId, reason: 'wrong-credentials' },
    ]);
  });

  it('when the tenant that was named is another one', async () => {
    const { tenantId, email } = await join(auth);
    const other = newId();
    expect((await signIn(auth, { email, tenantId: other })).status).toBe(401);
    expect(await reasonsIn(tenantId)).toEqual(['wrong-tenant']);
    expect(await reasonsIn(other)).toEqual([]);
  });

  it('as done by nobody, whatever token and key came along', async () => {
    const { tenantId, userId, email } = await join(auth);
    const client = await auth.as(userOf(tenantId, 'member', userId));
    const headers = { 'idempotency-key': newId() };
    for (const _ of [1, 2]) await client.post('/v1/auth/sign-in', { email, password }, { headers });
    const failures = await failuresIn(tenantId);
    expect(failures).toHaveLength(2);
    expect(failures.some((one) => 'user' in one)).toBe(false);
    const kept = await auth.sql('SELECT 1 FROM idempotency_keys WHERE key = $1', [headers['idempotency-key']]);
    expect(kept).toEqual([]);
  });

  it('once a minute while tries have to wait, even by many at once', async () => {
    const { tenantId, email } = await join(auth);
    const tries = await Promise.all(Array.from({ length: 20 }, () => signIn(auth, { email, password })));
    const admitted = tries.filter(({ status }) => status === 401).length;
    const reasons = await reasonsIn(tenantId);
    expect(reasons.filter((reason) => reason === 'wrong-credentials')).toHaveLength(admitted);
    expect(reasons.filter((reason) => reason === 'too-many-attempts')).toHaveLength(1);
    expect(reasons).toHaveLength(admitted + 1);
    const again = async () => {
      const blocked = "UPDATE sign_in_failure SET blocked_until = now() + interval '1 hour' WHERE failures > 5";
      await auth.sql(blocked);
      expect((await signIn(auth, { email })).status).toBe(429);
      return (await reasonsIn(tenantId)).length - reasons.length;
    };
    expect(await again()).toBe(0);
    await auth.sql("UPDATE sign_in_failure SET told_at = told_at - interval '1 minute'");
    expect(await again()).toBe(1);
    expect(await again()).toBe(1);
    await auth.sql('UPDATE sign_in_failure SET blocked_until = now()');
  });
});

describe('a refresh token that is refused is told', () => {
  it('in the tenant of its session: reuse at once, the rest once a minute', async () => {
    const { tenantId, userId: id, email } = await join(auth);
    const { body: first } = await signIn(auth, { email });
    const { body: second } = await refresh(auth, first.refreshToken);
    const { body: third } = await refresh(auth, second.refreshToken);
    await refresh(auth, first.refreshToken);
    for (const _ of [1, 2, 3]) await refresh(auth, third.refreshToken);
    const facts = { event: 'iam.user.loginFailed', tenant: tenantId, id, email };
    const both = [
      { ...facts, reason: 'refresh-token-reused' },
      { ...facts, reason: 'session-ended' },
    ];
    expect(await failuresIn(tenantId)).toEqual(both);
    await auth.sql("UPDATE session SET refusal_told_at = refusal_told_at - interval '1 minute'");
    await refresh(auth, third.refreshToken);
    expect(await reasonsIn(tenantId)).toEqual(['refresh-token-reused', 'session-ended', 'session-ended']);
  });

  it('when its secret is a wrong one', async () => {
    const { tenantId, email } = await join(auth);
    const { body } = await signIn(auth, { email });
    const forged = `${body.refreshToken.slice(0, 43)}${'A'.repeat(43)}`;
    await Promise.all([refresh(auth, forged), refresh(auth, forged)]);
    expect(await reasonsIn(tenantId)).toEqual(['invalid-refresh-token']);
    expect((await refresh(auth, body.refreshToken)).status).toBe(200);
  });

  it('to the platform when it is of an operator', async () => {
    const { body } = await signIn(auth, { email: operatorEmail });
    await refresh(auth, `${body.refreshToken.slice(0, 43)}${'A'.repeat(43)}`);
    expect((await strangers(operatorEmail)).at(-1)).toMatchObject({ reason: 'invalid-refresh-token' });
    expect(await hasLeaked(auth, operatorEmail)).toBe(false);
  });

  it('to nobody when it names no session: whoever makes tokens up fills no log', async () => {
    const tenantId = newId();
    const count = async () => (await auth.sql("SELECT 1 FROM outbox WHERE exchange = 'event-bus'")).length;
    const before = await count();
    const madeUp = encodeToken({ tenantId, id: newId(), proof: Buffer.alloc(32, 7) });
    for (const token of ['x', 'A'.repeat(86), madeUp]) expect((await refresh(auth, token)).status).toBe(401);
    expect(await count()).toBe(before);
  });
});

it('a sign-in that succeeds, or that asks for the tenant, is no failure', async () => {
  const first = await join(auth);
  await signIn(auth, { email: first.email });
  const second = await join(auth, { email: first.email });
  expect((await signIn(auth, { email: first.email })).status).toBe(409);
  expect([...(await reasonsIn(first.tenantId)), ...(await reasonsIn(second.tenantId))]).toEqual([]);
});

it('what was typed as a password is in nothing that was told, nor an address that nobody has', async () => {
  await signIn(auth, { email: `${newId()}@acme.example`, password });
  expect(await hasLeaked(auth, password)).toBe(false);
  expect(await hasLeaked(auth, someone())).toBe(false);
});
