import { UserInvited } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, type Booted, boot, invite, join, linkToken, password, signIn, someone } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

const said = async (tenantId: string) => (await auth.said(UserInvited)).filter((event) => event.tenantid === tenantId);
const acceptWith = async (token: string, more: object = {}) =>
  (await auth.anonymous()).post('/v1/auth/accept-invitation', { token, password, ...more });

describe('an invitation', () => {
  it('is said once, without any secret, and leads to a user who can sign in', async () => {
    const invited = await invite(auth, { role: 'admin' });
    const token = await linkToken(auth, invited);
    const [event, ...more] = await said(invited.tenantId);
    expect(more).toEqual([]);
    expect(event?.data).toMatchObject({
      ...{ userId: invited.userId, invitationId: invited.invitationId, email: invited.email, role: 'admin' },
      invitedBy: expect.stringMatching(/^operator:/),
    });
    expect(JSON.stringify(event)).not.toContain(token.slice(43));
    const days = (Date.parse(event?.data.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
    expect((await signIn(auth, { email: invited.email })).status).toBe(401);

    const accepted = await acceptWith(token, { name: 'Patricia' });
    expect(accepted).toMatchObject({ status: 200, body: { id: invited.userId, status: 'active', name: 'Patricia' } });
    expect((await signIn(auth, { email: invited.email })).status).toBe(200);
    expect((await acceptWith(token)).body.type).toBe('urn:crm:problem:invitation-closed');
  });

  it('is accepted once, even by several at the same time', async () => {
    const token = await linkToken(auth, await invite(auth));
    const answers = await Promise.all([1, 2, 3, 4].map(() => acceptWith(token)));
    const closed = 'urn:crm:problem:invitation-closed';
    expect(answers.map(({ body }) => body.type ?? body.status).sort()).toEqual(['active', closed, closed, closed]);
  });

  it('sent again has another link, and the one before is worthless; nothing is said', async () => {
    const invited = await invite(auth);
    const old = await linkToken(auth, invited);
    const client = await auth.as(operator(invited.tenantId));
    expect((await client.post(`/v1/invitations/${invited.invitationId}/resend`)).body).toMatchObject({
      status: 'open',
    });
    expect((await acceptWith(old)).body.type).toBe('urn:crm:problem:invalid-invitation-token');
    await accept(auth, invited);
    expect(await said(invited.tenantId)).toHaveLength(1);
    expect((await client.post(`/v1/invitations/${invited.invitationId}/resend`)).status).toBe(409);
  });

  it('that is revoked opens nothing, and the address may be invited anew', async () => {
    const invited = await invite(auth);
    const { tenantId, invitationId, email } = invited;
    const token = await linkToken(auth, invited);
    const client = await auth.as(operator(tenantId));
    expect((await client.post(`/v1/invitations/${invitationId}/revoke`)).body).toMatchObject({ status: 'revoked' });
    expect((await client.post(`/v1/invitations/${invitationId}/revoke`)).status).toBe(200);
    expect((await acceptWith(token)).body.type).toBe('urn:crm:problem:invitation-closed');
    expect((await client.get('/v1/users')).body.items).toEqual([]);
    const anew = await join(auth, { tenantId, email });
    expect(anew.userId).not.toBe(invited.userId);
  });

  it('expires after seven days by itself, and is open again when it is sent again', async () => {
    const invited = await invite(auth);
    const { tenantId, invitationId } = invited;
    const token = await linkToken(auth, invited);
    await auth.sql("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [invitationId]);
    expect((await acceptWith(token)).body.type).toBe('urn:crm:problem:invitation-expired');
    await auth.sql("UPDATE timers SET due_at = now() WHERE kind = 'expire-invitation' AND key = $1", [invitationId]);
    await eventually(async () => {
      const rows = await auth.sql<{ status: string }>('SELECT status FROM invitation WHERE id = $1', [invitationId]);
      return rows[0]?.status === 'expired';
    });
    const client = await auth.as(operator(tenantId));
    expect((await client.get('/v1/users')).body.items).toEqual([]);
    expect((await client.get('/v1/users?status=lapsed')).body.items).toHaveLength(1);
    expect((await client.post(`/v1/invitations/${invitationId}/resend`)).body).toMatchObject({ status: 'open' });
    await accept(auth, invited);
  });

  it('is not made for an active user or twice for one address, whatever its case', async () => {
    const { tenantId, email } = await join(auth);
    const client = await auth.as(operator(tenantId));
    const again = (address: string) => client.post('/v1/invitations', { email: address, name: 'Pat', role: 'member' });
    expect((await again(email.toUpperCase())).body.type).toBe('urn:crm:problem:already-member');
    const other = someone();
    const answers = await Promise.all([again(other), again(other), again(other)]);
    expect(answers.map(({ body }) => body.type ?? body.status).sort()).toEqual([
      'open',
      'urn:crm:problem:already-invited',
      'urn:crm:problem:already-invited',
    ]);
    const { body } = await again(other);
    expect(body).toMatchObject({ type: 'urn:crm:problem:already-invited', invitationId: expect.any(String) });
    expect(await said(tenantId)).toHaveLength(2);
  });

  it('with an Idempotency-Key is made once', async () => {
    const tenantId = newId();
    const client = await auth.as(userOf(tenantId));
    const headers = { 'idempotency-key': newId() };
    const body = { email: someone(), name: 'Pat', role: 'member' };
    const one = await client.post('/v1/invitations', body, { headers });
    const two = await client.post('/v1/invitations', body, { headers });
    expect(two).toMatchObject({ status: 201, body: { id: one.body.id } });
    expect(await said(tenantId)).toHaveLength(1);
  });

  it('gives a role only up to the own', async () => {
    const tenantId = newId();
    const body = (role: string) => ({ email: someone(), name: 'Pat', role });
    const status = async (client: Awaited<ReturnType<typeof auth.as>>, role: string) =>
      (await client.post('/v1/invitations', body(role))).status;
    const admin = await auth.as(userOf(tenantId, 'admin'));
    expect(await status(admin, 'owner')).toBe(403);
    expect(await status(admin, 'admin')).toBe(201);
    const custom = await auth.as(userWith(tenantId, ['users:invite']));
    expect(await status(custom, 'admin')).toBe(403);
    expect(await status(custom, 'support-lead')).toBe(201);
    expect(await status(await auth.as(userOf(tenantId, 'owner')), 'owner')).toBe(201);
    expect(await status(await auth.as(userOf(tenantId, 'viewer')), 'viewer')).toBe(403);
  });

  it('of another tenant is not there', async () => {
    const { invitationId } = await invite(auth);
    const stranger = await auth.as(userOf(newId()));
    expect((await stranger.get(`/v1/invitations/${invitationId}`)).status).toBe(404);
    expect((await stranger.post(`/v1/invitations/${invitationId}/revoke`)).status).toBe(404);
    expect((await stranger.post(`/v1/invitations/${invitationId}/resend`)).status).toBe(404);
    expect((await stranger.get('/v1/invitations')).body.items).toEqual([]);
    const portal = await auth.fromService('tenant-admin-portal', newId());
    expect((await portal.get(`/internal/invitations/${invitationId}/link`)).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['a short password', { password: 'short' }, 'password'],
    ['no password', { password: undefined }, 'password'],
    ['an empty name', { name: '' }, 'name'],
    ['a name that is null', { name: null }, 'name'],
  ])('is not accepted with %s', async (_, more, field) => {
    const invited = await invite(auth);
    const { status, body } = await acceptWith(await linkToken(auth, invited), more);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
    await accept(auth, invited);
  });

  it('is not accepted with a token that was changed anywhere', async () => {
    const token = await linkToken(auth, await invite(auth));
    for (const index of [3, 30, 60]) {
      const changed = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      expect((await acceptWith(changed)).body.type).toBe('urn:crm:problem:invalid-invitation-token');
    }
  });
});

describe('the owner of a new tenant', () => {
  const owner = { email: 'owner@acme.example', name: 'Olivia' };

  it('is invited once, however often the onboarding asks', async () => {
    const tenantId = newId();
    const onboarding = await auth.fromService('onboarding-orchestrator', tenantId);
    const answers = await Promise.all([1, 2, 3].map(() => onboarding.post('/internal/owner-invitations', owner)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.invitationId)).size).toBe(1);
    const [event, ...more] = await said(tenantId);
    expect(more).toEqual([]);
    expect(event?.data).toMatchObject({ role: 'owner', invitedBy: 'service:onboarding-orchestrator' });
    const invited = { tenantId, role: 'owner', email: owner.email, ...answers[0]?.body };
    await accept(auth, invited);
    expect((await onboarding.post('/internal/owner-invitations', owner)).body.userId).toBe(invited.userId);
    expect((await onboarding.delete(`/internal/owner-invitations/${invited.invitationId}`)).status).toBe(409);
  });

  it('can be withdrawn, repeatedly, and invited again', async () => {
    const tenantId = newId();
    const onboarding = await auth.fromService('onboarding-orchestrator', tenantId);
    const { body: first } = await onboarding.post('/internal/owner-invitations', owner);
    for (let round = 0; round < 2; round += 1) {
      expect((await onboarding.delete(`/internal/owner-invitations/${first.invitationId}`)).status).toBe(204);
    }
    const { body: second } = await onboarding.post('/internal/owner-invitations', owner);
    expect(second.invitationId).not.toBe(first.invitationId);
  });

  it('is invited by the onboarding only', async () => {
    const portal = await auth.fromService('tenant-admin-portal', newId());
    expect((await portal.post('/internal/owner-invitations', owner)).status).toBe(403);
    const user = await auth.as(userOf(newId()));
    expect((await user.post('/internal/owner-invitations', owner)).status).toBe(403);
  });
});

it('a link goes to the public address', async () => {
  const { tenantId, invitationId } = await invite(auth);
  const portal = await auth.fromService('tenant-admin-portal', tenantId);
  const { body } = await portal.get(`/internal/invitations/${invitationId}/link`);
  expect(body).toMatchObject({
    url: `http://crm.example/console/accept-invitation?token=${body.token}`,
    status: 'open',
  });
});
