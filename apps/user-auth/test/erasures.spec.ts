import { newId } from '@crm/platform';
import { operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformScope } from '../src/platform-scope.js';
import { type Booted, boot, type Invited, invite, join, signIn, told } from './people.js';

let auth: Booted['auth'];

beforeAll(async () => {
  ({ auth } = await boot());
});
afterAll(() => auth.stop());

const as = async ({ tenantId }: Invited) => auth.as(operator(tenantId));

async function left(about: Parameters<typeof join>[1] = {}): Promise<Invited> {
  const user = await join(auth, about);
  await signIn(auth, { email: user.email });
  await (await as(user)).post(`/v1/users/${user.userId}/deactivate`, { reason: `It was ${user.email}.` });
  return user;
}

/** The tables that still know a text; but for what was said before, and answers that are kept for a day. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await auth.sql<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('outbox', 'idempotency_keys')`,
  );
  const found = tables.map(async ({ name }) => {
    const rows = await auth.sql(`SELECT 1 FROM ${name} AS t WHERE strpos(t::text, $1) > 0`, [text]);
    return rows.length > 0 ? [name] : [];
  });
  return (await Promise.all(found)).flat();
}

describe('a user who is deleted', () => {
  it('is erased: nothing is left to tell who it was', async () => {
    const tenantId = newId();
    const client = await auth.as(userOf(tenantId));
    const email = `canary-${newId()}@acme.example`;
    const file = `email,name,role\n${email},Canary Bird,member\n`;
    const headers = { 'content-type': 'text/csv' };
    await client.post('/v1/imports?kind=users', file, { headers });
    await expect.poll(async () => (await client.get('/v1/invitations')).body.items, { timeout: 5_000 }).toHaveLength(1);
    const { body } = await client.get('/v1/invitations');
    const [invitation] = body.items;
    const user = { tenantId, userId: invitation.userId, invitationId: invitation.id, email, role: 'member' };
    const portal = await auth.fromService('tenant-admin-portal', tenantId);
    const { token } = (await portal.get(`/internal/invitations/${user.invitationId}/link`)).body;
    await (await auth.anonymous()).post('/v1/auth/accept-invitation', { token, password: 'correct horse battery' });
    await client.post('/v1/imports?kind=users', file, { headers });
    await expect
      .poll(async () => (await client.get('/v1/imports')).body.items[0].rejectedRows, { timeout: 5_000 })
      .toBe(1);
    await signIn(auth, { email });
    await client.post(`/v1/users/${user.userId}/deactivate`, { reason: `It was ${email}.` });
    expect(await tablesWith(email)).toEqual(
      expect.arrayContaining(['"user"', 'directory_entry', 'import_row', 'invitation']),
    );

    expect((await client.delete(`/v1/users/${user.userId}`)).status).toBe(204);
    expect(await tablesWith(email)).toEqual([]);
    expect(await tablesWith('Canary Bird')).toEqual([]);
    const [row] = await auth.sql('SELECT status, password_hash FROM "user" WHERE id = $1', [user.userId]);
    expect(row).toEqual({ status: 'erased', password_hash: null });
    expect(await tablesWith(user.userId), 'its sessions are gone').not.toContain('session');
    const deleted = (await told(auth, tenantId)).at(-1);
    expect(deleted).toEqual({
      ...{ event: 'iam.user.deleted', tenant: tenantId, user: expect.any(String) },
      ...{ id: user.userId, role: 'member', status: 'erased' },
    });
    await signIn(auth, { email });
    expect((await told(auth, platformScope)).at(-1)).toMatchObject({ reason: 'wrong-credentials' });
  });

  it('is not there any more', async () => {
    const user = await left();
    const path = `/v1/users/${user.userId}`;
    const client = await as(user);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.delete(path)).body.type).toBe('urn:crm:problem:user-not-found');
    expect((await client.get(path)).status).toBe(404);
    expect((await client.patch(`${path}/role`, { role: 'viewer' })).status).toBe(404);
    expect((await client.post(`${path}/deactivate`)).status).toBe(404);
    for (const query of ['', '?status=deactivated', '?role=member']) {
      expect((await client.get(`/v1/users${query}`)).body.items).toEqual([]);
    }
    expect((await client.get('/v1/users?status=erased')).status).toBe(400);
    const portal = await auth.fromService('tenant-admin-portal', user.tenantId);
    expect((await portal.get('/internal/users')).body.users).toEqual([]);
    expect((await told(auth, user.tenantId, 'iam.user.deleted')).length).toBe(1);
  });

  it('is deleted once, even by several at the same time', async () => {
    const user = await left();
    const client = await as(user);
    const answers = await Promise.all([1, 2, 3].map(() => client.delete(`/v1/users/${user.userId}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect((await told(auth, user.tenantId, 'iam.user.deleted')).length).toBe(1);
  });

  it('leaves alone who came back with the address, and who has it elsewhere', async () => {
    const user = await left();
    const { tenantId, email } = user;
    const back = await join(auth, { tenantId, email });
    const elsewhere = await join(auth, { email });
    await (await as(user)).delete(`/v1/users/${user.userId}`);
    for (const { tenantId, userId } of [back, elsewhere]) {
      expect((await signIn(auth, { email, tenantId })).body.user.id).toBe(userId);
    }
  });
});

describe('nobody is deleted', () => {
  const refused = (code: string) => ({ status: 409, body: { type: `urn:crm:problem:${code}` } });

  it('who is active, invited or was never there', async () => {
    const active = await join(auth);
    const client = await as(active);
    const { tenantId } = active;
    const invited = await invite(auth, { tenantId });
    const lapsed = await invite(auth, { tenantId });
    await client.post(`/v1/invitations/${lapsed.invitationId}/revoke`);
    for (const { userId } of [active, invited, lapsed]) {
      expect(await client.delete(`/v1/users/${userId}`)).toMatchObject(refused('user-not-deactivated'));
    }
    expect((await client.delete(`/v1/users/${newId()}`)).status).toBe(404);
    expect((await client.delete('/v1/users/somebody')).status).toBeGreaterThanOrEqual(400);
    expect((await signIn(auth, { email: active.email })).status).toBe(200);
  });

  it('without the permission, above the own role, or of another tenant', async () => {
    const owner = await left({ role: 'owner' });
    const path = `/v1/users/${owner.userId}`;
    expect((await (await auth.as(userOf(owner.tenantId, 'viewer'))).delete(path)).status).toBe(403);
    expect((await (await auth.as(userOf(owner.tenantId, 'admin'))).delete(path)).status).toBe(403);
    expect((await (await auth.as(userOf(newId()))).delete(path)).status).toBe(404);
    const custom = await auth.as(userWith(owner.tenantId, ['users:deactivate']));
    expect((await custom.delete(path)).status).toBe(403);
    expect((await (await auth.as(userOf(owner.tenantId))).get(path)).body.email).toBe(owner.email);
  });
});
