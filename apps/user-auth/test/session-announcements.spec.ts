import { PermissionPolicyChanged } from '@crm/events';
import { eventually, operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformScope } from '../src/platform-scope.js';
import { accept, type Booted, boot, hasLeaked, invite, join, operatorEmail, refresh, signIn, told } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

interface SignedIn {
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly refreshToken: string;
}

const sessionOf = (accessToken: string): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid;

async function signedIn(role = 'member'): Promise<SignedIn> {
  const { tenantId, userId, email } = await join(auth, { role });
  const { body } = await signIn(auth, { email });
  return { tenantId, userId, sessionId: sessionOf(body.accessToken), refreshToken: body.refreshToken };
}

const toldOfTokens = (tenantId: string) => told(auth, tenantId, 'iam.token.');

async function assertEnded({ tenantId, userId, sessionId }: SignedIn, reason: string): Promise<void> {
  const ends = (await toldOfTokens(tenantId)).filter(({ event }) => event === 'iam.token.deleted');
  expect(ends).toMatchObject([{ id: sessionId, kind: 'session', subjectId: userId, subjectKind: 'user', reason }]);
}

describe('a session', () => {
  it('is told of when somebody signs in, as theirs', async () => {
    const { tenantId, userId, sessionId } = await signedIn();
    const [created, ...more] = await toldOfTokens(tenantId);
    expect(more).toEqual([]);
    expect(created).toEqual({
      ...{ event: 'iam.token.created', id: sessionId, kind: 'session', subjectId: userId, subjectKind: 'user' },
      ...{ tenant: tenantId, user: userId, expiresAt: expect.any(String) },
    });
    expect((Date.parse(String(created?.['expiresAt'])) - Date.now()) / 86_400_000).toBeCloseTo(14, 1);
  });

  it('is modified by each refresh, but not by one that is repeated', async () => {
    const { tenantId, userId, sessionId, refreshToken } = await signedIn();
    const answers = await Promise.all([1, 2, 3].map(() => refresh(auth, refreshToken)));
    await refresh(auth, answers[0]?.body.refreshToken);
    const modified = (await toldOfTokens(tenantId)).slice(1);
    expect(modified).toMatchObject([1, 2].map(() => ({ event: 'iam.token.modified', id: sessionId, user: userId })));
  });

  it('of an operator is the business of the platform', async () => {
    const { body } = await signIn(auth, { email: operatorEmail });
    const id = sessionOf(body.accessToken);
    const [created] = (await toldOfTokens(platformScope)).filter((one) => one.id === id);
    expect(created).toMatchObject({ subjectKind: 'operator', user: `operator:${body.user.id}` });
  });

  it('shows nothing of its refresh tokens', async () => {
    const { refreshToken } = await signedIn();
    const { body } = await refresh(auth, refreshToken);
    for (const token of [refreshToken, body.refreshToken, body.accessToken]) {
      expect(await hasLeaked(auth, token)).toBe(false);
      expect(await hasLeaked(auth, token.slice(-43))).toBe(false);
    }
    const hashes = await auth.sql<{ hash: Buffer }>('SELECT hash FROM refresh_token');
    for (const { hash } of hashes) {
      for (const form of ['hex', 'base64', 'base64url'] as const) {
        expect(await hasLeaked(auth, hash.toString(form))).toBe(false);
      }
    }
  });
});

describe('the end of a session is told once', () => {
  it('when its owner signs out', async () => {
    const session = await signedIn();
    const { tenantId, userId, sessionId } = session;
    const client = await auth.as({ ...userOf(tenantId, 'viewer', userId), sessionId });
    await Promise.all([client.post('/v1/auth/sign-out'), client.post('/v1/auth/sign-out')]);
    await client.delete(`/v1/sessions/${sessionId}`);
    await assertEnded(session, 'signed-out');
  });

  it('when an administrator ends it', async () => {
    const session = await signedIn();
    await (await auth.as(operator(session.tenantId))).delete(`/v1/sessions/${session.sessionId}`);
    await assertEnded(session, 'ended-by-admin');
  });

  it('when a refresh token is used again', async () => {
    const session = await signedIn();
    const { body } = await refresh(auth, session.refreshToken);
    await refresh(auth, body.refreshToken);
    await Promise.all([1, 2].map(() => refresh(auth, session.refreshToken)));
    await assertEnded(session, 'reuse-detected');
  });

  it('when its user is deactivated', async () => {
    const session = await signedIn();
    const client = await auth.as(operator(session.tenantId));
    await client.post(`/v1/users/${session.userId}/deactivate`);
    await client.delete(`/v1/sessions/${session.sessionId}`);
    await assertEnded(session, 'deactivated');
  });

  it('when its user may not administer any more', async () => {
    const session = await signedIn('admin');
    const { tenantId, userId } = session;
    await auth.hear(PermissionPolicyChanged, {
      ...{ tenantId, policyRevision: 2, change: 'role-updated', target: 'admin', diff: [], changedBy: 'user:x' },
      ...{ affectedUserIds: [userId], lostAdminUserIds: [userId], at: new Date().toISOString() },
    });
    await assertEnded(session, 'admin-lost');
  });

  it('when nobody has used it for long, and not before', async () => {
    const session = await signedIn();
    const fire = () =>
      auth.sql("UPDATE timers SET due_at = now() WHERE kind = 'expire-session' AND key = $1", [session.sessionId]);
    const due = async () => {
      const text = "SELECT due_at > now() + interval '13 days' AS late FROM timers WHERE key = $1";
      return (await auth.sql<{ late: boolean }>(text, [session.sessionId]))[0]?.late;
    };
    await fire();
    await eventually(due);
    const { body } = await refresh(auth, session.refreshToken);
    await auth.sql('UPDATE session SET expires_at = now() WHERE id = $1', [session.sessionId]);
    await fire();
    await eventually(async () => (await toldOfTokens(session.tenantId)).length === 3);
    await assertEnded(session, 'expired');
    expect((await refresh(auth, body.refreshToken)).body).toMatchObject({ reason: 'expired' });
    expect(await auth.sql('SELECT 1 FROM timers WHERE key = $1', [session.sessionId])).toEqual([]);
  });

  it("when the operator's password is another one", async () => {
    const { body } = await signIn(auth, { email: operatorEmail });
    const { userId } = await accept(auth, await invite(auth), 'another password than before');
    await auth.sql('UPDATE operator SET password_hash = (SELECT password_hash FROM "user" WHERE id = $1)', [userId]);
    await auth.halt();
    await auth.start();
    const id = sessionOf(body.accessToken);
    const ends = (await toldOfTokens(platformScope)).filter((one) => one.id === id).slice(1);
    expect(ends).toMatchObject([{ event: 'iam.token.deleted', reason: 'password-changed', user: 'service:user-auth' }]);
  });
});

it('nothing of it is told in another tenant', async () => {
  const [mine, theirs] = [await signedIn(), await signedIn()];
  for (const id of [theirs.tenantId, theirs.userId, theirs.sessionId]) {
    expect(JSON.stringify(await told(auth, mine.tenantId))).not.toContain(id);
    expect(JSON.stringify(await told(auth, theirs.tenantId))).toContain(id);
  }
});
