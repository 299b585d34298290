import { newId } from '@crm/platform';
import { eventually, operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accept,
  type Booted,
  boot,
  hasLeaked,
  type Invited,
  invite,
  join,
  linkToken,
  someone,
  told,
} from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

const toldOfUsers = (tenantId: string) => told(auth, tenantId, 'iam.user.');
const eventsOf = async (tenantId: string) => (await toldOfUsers(tenantId)).map(({ event }) => event);

describe('a user', () => {
  it('comes into being by an invitation, and to the tenant by accepting it', async () => {
    const invited = await invite(auth, { role: 'admin' });
    const { tenantId, userId, email } = invited;
    const facts = { id: userId, email, name: 'Pat', role: 'admin', tenant: tenantId };
    const created = { ...facts, event: 'iam.user.created', status: 'invited' };
    expect(await toldOfUsers(tenantId)).toEqual([{ ...created, user: expect.stringMatching(/^operator:/) }]);
    await accept(auth, invited);
    const assigned = { ...facts, event: 'iam.user.assignedToTenant', status: 'active', user: userId };
    expect((await toldOfUsers(tenantId)).slice(1)).toEqual([assigned]);
  });

  it('is told of once, however often somebody invites or accepts', async () => {
    const tenantId = newId();
    const client = await auth.as(userOf(tenantId));
    const body = { email: someone(), name: 'Pat', role: 'member' };
    const headers = { 'idempotency-key': newId() };
    const [{ body: first }] = [await client.post('/v1/invitations', body, { headers })];
    await client.post('/v1/invitations', body, { headers });
    await Promise.all([1, 2].map(() => client.post('/v1/invitations', body)));
    const invited = { ...body, tenantId, userId: first.userId, invitationId: first.id };
    const token = await linkToken(auth, invited);
    const acceptance = { token, password: 'correct horse battery' };
    const anybody = await auth.anonymous();
    await Promise.all([1, 2, 3].map(() => anybody.post('/v1/auth/accept-invitation', acceptance)));
    expect(await eventsOf(tenantId)).toEqual(['iam.user.created', 'iam.user.assignedToTenant']);
  });

  it('who is the owner of a new tenant comes and goes with the onboarding', async () => {
    const tenantId = newId();
    const onboarding = await auth.fromService('onboarding-orchestrator', tenantId);
    const ask = () => onboarding.post('/internal/owner-invitations', { email: someone(), name: 'Olivia' });
    const [{ body }] = await Promise.all([ask(), ask()]);
    await onboarding.delete(`/internal/owner-invitations/${body.invitationId}`);
    await onboarding.delete(`/internal/owner-invitations/${body.invitationId}`);
    const facts = { id: body.userId, name: 'Olivia', role: 'owner', user: 'service:onboarding-orchestrator' };
    expect(await toldOfUsers(tenantId)).toMatchObject([
      { ...facts, event: 'iam.user.created', status: 'invited' },
      { ...facts, event: 'iam.user.deleted', status: 'lapsed' },
    ]);
  });

  it('of an import is told of row by row', async () => {
    const { tenantId, email } = await join(auth);
    const client = await auth.as(userOf(tenantId));
    const rows = Array.from({ length: 60 }, (_, index) => `row${index}@acme.example,Row ${index},viewer`);
    const file = ['email,name,role', `${email},Pat,member`, ...rows].join('\n');
    const headers = { 'content-type': 'text/csv' };
    const { body } = await client.post('/v1/imports?kind=users', file, { headers });
    await eventually(async () => (await client.get(`/v1/imports/${body.id}`)).body.status === 'completed');
    const created = (await toldOfUsers(tenantId)).filter(({ event }) => event === 'iam.user.created').slice(1);
    expect(created.map((one) => one['email'])).toEqual(rows.map((row) => row.split(',')[0]));
    expect(created.every((one) => one['status'] === 'invited' && one['user'] === body.startedBy.slice(5))).toBe(true);
  });

  it('goes with an invitation that is revoked, once', async () => {
    const { tenantId, userId, invitationId, email } = await invite(auth);
    const client = await auth.as(operator(tenantId));
    await Promise.all([1, 2, 3].map(() => client.post(`/v1/invitations/${invitationId}/revoke`)));
    const [, deleted, ...more] = await toldOfUsers(tenantId);
    expect(more).toEqual([]);
    expect(deleted).toMatchObject({ event: 'iam.user.deleted', id: userId, email, status: 'lapsed' });
  });

  async function lapse({ tenantId, invitationId }: Invited): Promise<void> {
    await auth.sql("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [invitationId]);
    await auth.sql("UPDATE timers SET due_at = now() WHERE kind = 'expire-invitation' AND key = $1", [invitationId]);
    await eventually(async () => (await eventsOf(tenantId)).length === 2);
  }

  it('goes with an invitation that lapses, and does not go again when that is revoked', async () => {
    const invited = await invite(auth);
    const { tenantId, userId: id, invitationId } = invited;
    await lapse(invited);
    const { body } = await (await auth.as(operator(tenantId))).post(`/v1/invitations/${invitationId}/revoke`);
    expect(body.status).toBe('revoked');
    expect((await toldOfUsers(tenantId)).slice(1)).toMatchObject([{ event: 'iam.user.deleted', id }]);
  });

  it('that has lapsed is back when the invitation is sent again', async () => {
    const invited = await invite(auth);
    const { tenantId, userId, invitationId } = invited;
    const client = await auth.as(operator(tenantId));
    await client.post(`/v1/invitations/${invitationId}/resend`);
    await lapse(invited);
    await client.post(`/v1/invitations/${invitationId}/resend`);
    await client.post(`/v1/invitations/${invitationId}/resend`);
    expect(await toldOfUsers(tenantId)).toMatchObject([
      { event: 'iam.user.created', id: userId },
      { event: 'iam.user.deleted', id: userId, status: 'lapsed' },
      { event: 'iam.user.created', id: userId, status: 'invited' },
    ]);
  });

  it('is modified by another role, and not by the same one or in vain', async () => {
    const { tenantId, userId, email } = await join(auth);
    const client = await auth.as(operator(tenantId));
    const change = (role: string, headers = {}) => client.patch(`/v1/users/${userId}/role`, { role }, { headers });
    await Promise.all([change('admin'), change('admin')]);
    expect((await change('viewer', { 'if-match': '"1"' })).status).toBe(412);
    const [, , modified, ...more] = await toldOfUsers(tenantId);
    expect(more).toEqual([]);
    expect(modified).toMatchObject({
      ...{ event: 'iam.user.modified', id: userId, email, name: 'Pat', role: 'admin', status: 'active' },
      changed: ['role'],
    });
  });

  it('is removed from the tenant once, and the reason stays inside', async () => {
    const { tenantId, userId, email } = await join(auth);
    const client = await auth.as(operator(tenantId));
    const reason = `canary-${newId()}`;
    const deactivate = () => client.post(`/v1/users/${userId}/deactivate`, { reason });
    await Promise.all([deactivate(), deactivate()]);
    const [, , removed, ...more] = await toldOfUsers(tenantId);
    expect(more).toEqual([]);
    const facts = { id: userId, email, name: 'Pat', role: 'member', status: 'deactivated' };
    expect(removed).toMatchObject({ event: 'iam.user.removedFromTenant', ...facts });
    expect(JSON.stringify(removed)).not.toContain(reason);
  });
});

it('neither a password nor the token of a link is told', async () => {
  const invited = await invite(auth);
  const token = await linkToken(auth, invited);
  const canary = `canary ${newId()}`;
  await accept(auth, invited, canary);
  const [user] = await auth.sql<{ hash: string }>('SELECT password_hash AS hash FROM "user" WHERE id = $1', [
    invited.userId,
  ]);
  for (const secret of [canary, token, token.slice(43), String(user?.hash)]) {
    expect(await hasLeaked(auth, secret)).toBe(false);
  }
  expect(await hasLeaked(auth, invited.userId), 'it would be seen').toBe(true);
});
