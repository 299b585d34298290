import {
  type PermissionPolicyChanged as Changed,
  PermissionPolicyChanged,
  UserDeactivated,
  UserRoleChanged,
} from '@crm/events';
import { newId } from '@crm/platform';
import { operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Booted, boot, type Invited, invite, join, refresh, signIn } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

interface Cutoff {
  scope: string;
  id: string;
  reason: string;
  notBefore: string;
}

async function cutoffs(since?: string): Promise<{ cutoffs: Cutoff[]; asOf: string }> {
  const gateway = await auth.fromService('api-gateway', null);
  const { status, body } = await gateway.get(
    `/internal/token-cutoffs${since ? `?since=${encodeURIComponent(since)}` : ''}`,
  );
  expect(status).toBe(200);
  return body;
}

const cutoffsOf = async (id: string) => (await cutoffs()).cutoffs.filter((cutoff) => cutoff.id === id);
const iatms = (token: string): number =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).iatms;
const as = ({ tenantId, userId, role }: Invited) =>
  auth.as(userOf(tenantId, role as Parameters<typeof userOf>[1], userId));

describe('a role', () => {
  it('is changed and said once; older tokens are cut off, one refreshed right after is good', async () => {
    const owner = await join(auth, { role: 'owner' });
    const member = await join(auth, { tenantId: owner.tenantId });
    const { body: signedIn } = await signIn(auth, { email: member.email });
    const client = await as(owner);
    const path = `/v1/users/${member.userId}/role`;
    const { status, body } = await client.patch(path, { role: 'admin' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ role: 'admin', version: 3 });
    expect((await client.patch(path, { role: 'admin' })).status).toBe(200);
    const told = (await auth.said(UserRoleChanged)).filter(({ data }) => data.userId === member.userId);
    expect(told.map(({ data }) => data)).toMatchObject([
      { oldRole: 'member', newRole: 'admin', revision: 3, changedBy: `user:${owner.userId}`, email: member.email },
    ]);
    const [cutoff, ...more] = await cutoffsOf(member.userId);
    expect(more).toEqual([]);
    expect(cutoff).toMatchObject({ scope: 'user', reason: 'role-changed', tenantId: owner.tenantId });
    const notBefore = Date.parse(cutoff?.notBefore ?? '');
    expect(iatms(signedIn.accessToken)).toBeLessThan(notBefore);
    const { body: refreshed } = await refresh(auth, signedIn.refreshToken);
    expect(iatms(refreshed.accessToken)).toBeGreaterThanOrEqual(notBefore);
    expect(refreshed.user.role).toBe('admin');
  });

  it('is changed only from the version that was read', async () => {
    const { tenantId, userId } = await join(auth);
    const client = await auth.as(operator(tenantId));
    const read = await client.get(`/v1/users/${userId}`);
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    expect((await client.patch(`/v1/users/${userId}/role`, { role: 'admin' }, { headers })).status).toBe(200);
    expect((await client.patch(`/v1/users/${userId}/role`, { role: 'viewer' }, { headers })).status).toBe(412);
  });

  it('of an invited user is changed in the invitation too', async () => {
    const { tenantId, userId, invitationId } = await invite(auth);
    const client = await auth.as(operator(tenantId));
    expect((await client.patch(`/v1/users/${userId}/role`, { role: 'viewer' })).status).toBe(200);
    expect((await client.get(`/v1/invitations/${invitationId}`)).body.role).toBe('viewer');
  });

  it('of an owner is given and taken by owners only, and never from the last one', async () => {
    const owner = await join(auth, { role: 'owner' });
    const { tenantId } = owner;
    const admin = await join(auth, { tenantId, role: 'admin' });
    const [asOwner, asAdmin] = [await as(owner), await as(admin)];
    expect((await asAdmin.patch(`/v1/users/${owner.userId}/role`, { role: 'member' })).status).toBe(403);
    expect((await asAdmin.patch(`/v1/users/${admin.userId}/role`, { role: 'owner' })).status).toBe(403);
    expect((await asAdmin.post(`/v1/users/${owner.userId}/deactivate`)).status).toBe(403);
    const demoted = await asOwner.patch(`/v1/users/${owner.userId}/role`, { role: 'member' });
    expect(demoted.body.type).toBe('urn:crm:problem:last-owner');
    const left = await asOwner.post(`/v1/users/${owner.userId}/deactivate`);
    expect(left.body.type).toBe('urn:crm:problem:last-owner');
    await asOwner.patch(`/v1/users/${admin.userId}/role`, { role: 'owner' });
    // Two owners who leave at once do not both get away.
    const both = await Promise.all([
      asOwner.post(`/v1/users/${owner.userId}/deactivate`),
      (await as({ ...admin, role: 'owner' })).post(`/v1/users/${admin.userId}/deactivate`),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([[{}], [{ role: 'Not A Role' }], [{ role: 7 }], [{ role: 'admin', extra: 1 }]])('is not %j', async (body) => {
    const { tenantId, userId } = await join(auth);
    expect((await (await auth.as(operator(tenantId))).patch(`/v1/users/${userId}/role`, body)).status).toBe(400);
  });
});

describe('a deactivated user', () => {
  it('is out at once and for good, and it is said once', async () => {
    const owner = await join(auth, { role: 'owner' });
    const member = await join(auth, { tenantId: owner.tenantId });
    const { body: signedIn } = await signIn(auth, { email: member.email });
    const client = await as(owner);
    const path = `/v1/users/${member.userId}/deactivate`;
    expect((await client.post(path, { reason: 'They left.' })).body).toMatchObject({ status: 'deactivated' });
    expect((await client.post(path)).status).toBe(200);
    expect((await refresh(auth, signedIn.refreshToken)).body).toMatchObject({ reason: 'deactivated' });
    expect((await signIn(auth, { email: member.email })).status).toBe(401);
    expect((await cutoffsOf(member.userId))[0]).toMatchObject({ scope: 'user', reason: 'deactivated' });
    const told = (await auth.said(UserDeactivated)).filter(({ data }) => data.userId === member.userId);
    expect(told.map(({ data }) => data)).toMatchObject([
      { role: 'member', reason: 'They left.', lastAdmin: false, deactivatedBy: `user:${owner.userId}` },
    ]);
    expect((await client.patch(`/v1/users/${member.userId}/role`, { role: 'viewer' })).status).toBe(409);
    const back = await join(auth, { tenantId: owner.tenantId, email: member.email });
    expect(back.userId).not.toBe(member.userId);
  });

  it('may be the last administrator, when an operator does it', async () => {
    const owner = await join(auth, { role: 'owner' });
    await (await auth.as(operator(owner.tenantId))).post(`/v1/users/${owner.userId}/deactivate`);
    const told = (await auth.said(UserDeactivated)).find(({ data }) => data.userId === owner.userId);
    expect(told?.data.lastAdmin).toBe(true);
  });

  it('was active before', async () => {
    const { tenantId, userId } = await invite(auth);
    const client = await auth.as(operator(tenantId));
    expect((await client.post(`/v1/users/${userId}/deactivate`)).body.type).toBe('urn:crm:problem:user-not-active');
  });
});

describe('users', () => {
  it('are listed, filtered and paged, inside of one tenant', async () => {
    const { tenantId, email } = await join(auth, { role: 'owner' });
    await join(auth, { tenantId });
    const invited = await invite(auth, { tenantId });
    const client = await auth.as(userOf(tenantId, 'viewer'));
    const { body: page } = await client.get('/v1/users?limit=2');
    expect(page.items).toHaveLength(2);
    expect((await client.get(`/v1/users?limit=2&cursor=${page.nextCursor}`)).body.items).toHaveLength(1);
    const one = async (query: string) => (await client.get(`/v1/users?${query}`)).body.items;
    expect(await one('status=invited')).toMatchObject([{ id: invited.userId }]);
    expect(await one('role=owner')).toMatchObject([{ email }]);
    expect(await one(`email=${email.toUpperCase()}`)).toMatchObject([{ email }]);
    expect(JSON.stringify(page)).not.toContain('argon2');
    const stranger = await auth.as(userOf(newId()));
    expect((await stranger.get(`/v1/users/${invited.userId}`)).status).toBe(404);
    expect((await stranger.patch(`/v1/users/${invited.userId}/role`, { role: 'viewer' })).status).toBe(404);
    expect((await stranger.post(`/v1/users/${invited.userId}/deactivate`)).status).toBe(404);
    expect((await stranger.get('/v1/users')).body.items).toEqual([]);
  });

  it('are told to the services that ask, without those who never came', async () => {
    const { tenantId, userId, email } = await join(auth, { role: 'owner' });
    const lapsed = await invite(auth, { tenantId });
    await (await auth.as(operator(tenantId))).post(`/v1/invitations/${lapsed.invitationId}/revoke`);
    const portal = await auth.fromService('tenant-admin-portal', tenantId);
    expect((await portal.get('/internal/users')).body).toEqual({
      users: [{ userId, email, name: 'Pat', role: 'owner', status: 'active' }],
    });
    expect((await (await auth.fromService('billing-worker', tenantId)).get('/internal/users')).status).toBe(403);
  });

  it('know who they are', async () => {
    const member = await join(auth);
    expect((await (await as(member)).get('/v1/users/me')).body).toEqual({
      ...{ kind: 'user', id: member.userId, email: member.email, name: 'Pat' },
      ...{ tenantId: member.tenantId, role: 'member' },
    });
  });
});

describe('a changed permission policy', () => {
  const changed = (tenantId: string, policyRevision: number, more: Partial<Changed> = {}): Changed => ({
    ...{ tenantId, policyRevision, change: 'role-updated', target: 'admin', diff: [] },
    ...{ affectedUserIds: [], lostAdminUserIds: [], changedBy: 'user:x', at: new Date().toISOString() },
    ...more,
  });
  const policyOf = async (tenantId: string) =>
    (await (await auth.as(userOf(tenantId))).get('/v1/sessions/policy')).body;

  it('makes the tokens of the affected stale, and only theirs', async () => {
    const { tenantId, userId, email } = await join(auth);
    const { body: signedIn } = await signIn(auth, { email });
    expect(await policyOf(tenantId)).toMatchObject({ policyRevision: 0, staleBefore: null });
    await auth.hear(PermissionPolicyChanged, changed(tenantId, 3, { affectedUserIds: [userId] }));
    const [cutoff] = await cutoffsOf(userId);
    expect(cutoff).toMatchObject({ scope: 'user', reason: 'policy-changed' });
    expect(await policyOf(tenantId)).toMatchObject({
      policyRevision: 3,
      target: 'admin',
      staleBefore: cutoff?.notBefore,
    });
    expect(await cutoffsOf(tenantId)).toEqual([]);
    const { body: refreshed } = await refresh(auth, signedIn.refreshToken);
    expect(iatms(refreshed.accessToken)).toBeGreaterThanOrEqual(Date.parse(cutoff?.notBefore ?? ''));
  });

  it('makes every token of the tenant stale when nobody is named', async () => {
    const tenantId = newId();
    await auth.hear(PermissionPolicyChanged, changed(tenantId, 1));
    expect(await cutoffsOf(tenantId)).toMatchObject([{ scope: 'tenant', reason: 'policy-changed' }]);
  });

  it('ends the sessions of who lost administrative power, but not those begun after it', async () => {
    const { tenantId, userId, email } = await join(auth, { role: 'admin' });
    const { body: before } = await signIn(auth, { email });
    const at = new Date().toISOString();
    const { body: after } = await signIn(auth, { email });
    const lost = { affectedUserIds: [userId], lostAdminUserIds: [userId], at };
    const event = await auth.hear(PermissionPolicyChanged, changed(tenantId, 2, lost));
    auth.broker.publish(PermissionPolicyChanged, changed(tenantId, 2, lost), { id: event.id });
    expect((await refresh(auth, before.refreshToken)).body).toMatchObject({ reason: 'admin-lost' });
    expect((await refresh(auth, after.refreshToken)).status).toBe(200);
    const client = await auth.as(userOf(tenantId, 'admin', userId));
    expect((await client.get('/v1/sessions')).body.items.map((item: { endReason: string }) => item.endReason)).toEqual([
      null,
      'admin-lost',
    ]);
  });

  it('that comes late does not undo the newer one', async () => {
    const tenantId = newId();
    await auth.hear(PermissionPolicyChanged, changed(tenantId, 5, { target: 'newer' }));
    await auth.hear(PermissionPolicyChanged, changed(tenantId, 4, { target: 'older' }));
    expect(await policyOf(tenantId)).toMatchObject({ policyRevision: 5, target: 'newer' });
  });
});

describe('cutoffs', () => {
  it('are never missed by who polls, though transactions commit late', async () => {
    const { asOf } = await cutoffs();
    const tenantId = newId();
    await auth.sql(
      `INSERT INTO token_cutoff (id, scope, subject_id, tenant_id, not_before, reason, created_at)
       VALUES ($1, 'tenant', $2, $2, now(), 'policy-changed', $3::timestamptz - interval '20 seconds')`,
      [newId(), tenantId, asOf],
    );
    expect((await cutoffs(asOf)).cutoffs.some(({ id }) => id === tenantId)).toBe(true);
    await auth.sql("UPDATE token_cutoff SET created_at = now() - interval '1 hour' WHERE subject_id = $1", [tenantId]);
    expect((await cutoffs()).cutoffs.some(({ id }) => id === tenantId)).toBe(false);
  });

  it('are for the gateway only', async () => {
    expect((await (await auth.as(operator())).get('/internal/token-cutoffs')).status).toBe(403);
    const gateway = await auth.fromService('api-gateway', null);
    expect((await gateway.get('/internal/token-cutoffs?since=yesterday')).status).toBe(400);
  });
});
