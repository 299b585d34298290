import { type ApiTokenClaims, apiTokenPrefix } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccessControl, type Booted, boot, hasLeaked, type Invited, join, told } from './people.js';

let auth: Booted['auth'];
let accessControl: AccessControl;

beforeAll(async () => {
  ({ auth, accessControl } = await boot());
});
afterAll(() => auth.stop());
beforeEach(() => {
  const permissions = ['contacts:read', 'contacts:write', 'users:read'];
  accessControl.answer = { known: true, role: null, permissions, policyRevision: 7 };
});

const wanted = { name: 'Nightly export', scopes: ['contacts:read', 'users:read'] };
const as = ({ tenantId, userId, role }: Invited) =>
  auth.as(userOf(tenantId, role as Parameters<typeof userOf>[1], userId));

async function made(user: Invited, more: object = {}) {
  const { status, body } = await (await as(user)).post('/v1/api-tokens', { ...wanted, ...more });
  if (status !== 201) throw new Error(`No token was made: ${JSON.stringify(body)}`);
  return body;
}

async function resolve(token: unknown) {
  const gateway = await auth.fromService('api-gateway', null);
  return gateway.post<ApiTokenClaims & { type?: string }>('/internal/api-tokens/resolve', { token });
}

async function assertRefused(token: unknown): Promise<void> {
  const { status, body } = await resolve(token);
  expect([status, body.type]).toEqual([401, 'urn:crm:problem:invalid-api-token']);
}

const toldOfTokens = async ({ tenantId }: Invited) =>
  (await told(auth, tenantId, 'iam.token.')).filter((one) => one['kind'] === 'api-token');
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('an API token', () => {
  it('is shown once, and told of without it', async () => {
    const user = await join(auth);
    const { token, ...view } = await made(user);
    expect(token).toMatch(/^crm_pat_[\w-]{86}$/);
    expect(view).toMatchObject({ ...wanted, prefix: apiTokenPrefix, lastFour: token.slice(-4), lastUsedAt: null });
    expect((Date.parse(view.expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(90, 1);
    const client = await as(user);
    expect((await client.get(`/v1/api-tokens/${view.id}`)).body).toEqual(view);
    expect((await client.get('/v1/api-tokens')).body).toEqual({ items: [view], nextCursor: null });
    expect(await toldOfTokens(user)).toEqual([
      {
        ...{ event: 'iam.token.created', tenant: user.tenantId, user: user.userId, id: view.id, kind: 'api-token' },
        ...{ subjectId: user.userId, ...wanted, expiresAt: view.expiresAt },
      },
    ]);
    const proof = Buffer.from(token.slice(-86), 'base64url').subarray(32);
    const [row] = await auth.sql<{ row: string; hash: Buffer }>(
      'SELECT api_token::text AS row, hash FROM api_token WHERE id = $1',
      [view.id],
    );
    expect(row?.row).not.toContain(proof.toString('hex'));
    const forms = ['hex', 'base64', 'base64url'] as const;
    const secrets = [proof, row?.hash ?? proof].flatMap((bytes) => forms.map((form) => bytes.toString(form)));
    for (const secret of [token, token.slice(-43), ...secrets]) expect(await hasLeaked(auth, secret)).toBe(false);
  });

  it('is not kept for an Idempotency-Key', async () => {
    const user = await join(auth);
    const client = await as(user);
    const headers = { 'idempotency-key': newId() };
    const one = await client.post('/v1/api-tokens', wanted, { headers });
    const two = await client.post('/v1/api-tokens', wanted, { headers });
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.token).not.toBe(two.body.token);
    expect(await auth.sql('SELECT 1 FROM idempotency_keys WHERE key = $1', [headers['idempotency-key']])).toEqual([]);
  });

  it('lives as long as asked', async () => {
    const user = await join(auth);
    const expiresAt = inDays(365.9);
    expect((await made(user, { expiresAt })).expiresAt).toBe(expiresAt);
  });

  it.each<[string, object, string, string]>([
    ['without a name', { name: undefined }, 'name', 'isString'],
    ['with an empty name', { name: '' }, 'name', 'isNotEmpty'],
    ['with a long name', { name: 'x'.repeat(101) }, 'name', 'maxLength'],
    ['without scopes', { scopes: undefined }, 'scopes', 'isArray'],
    ['with no scope', { scopes: [] }, 'scopes', 'arrayNotEmpty'],
    ['with a scope twice', { scopes: ['contacts:read', 'contacts:read'] }, 'scopes', 'arrayUnique'],
    ['with a scope that is none', { scopes: ['contacts'] }, 'scopes', 'matches'],
    ['with a scope that is no text', { scopes: [7] }, 'scopes', 'matches'],
    ['that has expired', { expiresAt: inDays(-1) }, 'expiresAt', 'lifetime'],
    ['that lives too long', { expiresAt: inDays(366.1) }, 'expiresAt', 'lifetime'],
    ['that expires on no day', { expiresAt: '2027-02-31T25:00:00Z' }, 'expiresAt', 'isRFC3339'],
    ['that expires whenever', { expiresAt: 'soon' }, 'expiresAt', 'isRFC3339'],
    ['that never expires', { expiresAt: null }, 'expiresAt', 'isRFC3339'],
    ['with anything else', { userId: newId() }, 'userId', 'unknownField'],
  ])('is not made %s', async (_, more, field, rule) => {
    const user = await join(auth);
    const { status, body } = await (await as(user)).post('/v1/api-tokens', { ...wanted, ...more });
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ field, rule }));
    expect(await toldOfTokens(user)).toEqual([]);
  });

  it('allows nothing that who makes it may not do', async () => {
    const user = await join(auth, { role: 'viewer' });
    const client = await as(user);
    const scopes = ['contacts:read', 'contacts:delete', 'billing:update'];
    const { status, body } = await client.post('/v1/api-tokens', { ...wanted, scopes });
    expect([status, body.missing]).toEqual([403, ['contacts:delete', 'billing:update']]);
    const { id } = await made(user);
    expect((await client.patch(`/v1/api-tokens/${id}`, { scopes })).status).toBe(403);
    expect(await toldOfTokens(user)).toHaveLength(1);
  });

  it('is for users: not for operators, and not for who has gone', async () => {
    const user = await join(auth);
    const admin = await auth.as(operator(user.tenantId));
    expect((await admin.post('/v1/api-tokens', wanted)).status).toBe(403);
    expect((await admin.get('/v1/api-tokens')).status).toBe(403);
    expect((await (await auth.as(operator())).get('/v1/api-tokens')).status).toBe(403);
    expect((await (await auth.anonymous()).get('/v1/api-tokens')).status).toBe(401);
    await admin.post(`/v1/users/${user.userId}/deactivate`);
    expect((await (await as(user)).post('/v1/api-tokens', wanted)).status).toBe(409);
    expect(await toldOfTokens(user)).toEqual([]);
  });

  it('of another user or tenant is not there', async () => {
    const user = await join(auth);
    const { id } = await made(user);
    const colleague = await as(await join(auth, { tenantId: user.tenantId, role: 'owner' }));
    const stranger = await auth.as(userOf(newId(), 'owner', user.userId));
    for (const client of [colleague, stranger]) {
      const path = `/v1/api-tokens/${id}`;
      const answers = [client.get(path), client.patch(path, { name: 'Mine' }), client.delete(path)];
      for (const { status, body } of await Promise.all(answers)) {
        expect([status, body.type]).toEqual([404, 'urn:crm:problem:api-token-not-found']);
      }
      expect((await client.get('/v1/api-tokens')).body.items).toEqual([]);
    }
    expect(await toldOfTokens(user)).toHaveLength(1);
  });

  it('is edited from the version that was read, and what is the same is no edit', async () => {
    const user = await join(auth);
    const client = await as(user);
    const { id } = await made(user);
    const path = `/v1/api-tokens/${id}`;
    const headers = { 'if-match': (await client.get(path)).headers.get('etag') ?? '' };
    const same = { name: wanted.name, scopes: [...wanted.scopes].reverse() };
    for (const body of [same, {}]) expect((await client.patch(path, body, { headers })).body.version).toBe(1);
    const named = await client.patch(path, { name: 'Hourly' }, { headers });
    expect(named.body).toMatchObject({ name: 'Hourly', scopes: wanted.scopes, version: 2 });
    expect((await client.patch(path, { name: 'Daily' }, { headers })).status).toBe(412);
    await client.patch(path, { scopes: ['users:read'] });
    expect((await client.patch(path, { scopes: [] })).status).toBe(400);
    expect((await client.patch(path, { expiresAt: inDays(1) })).status).toBe(400);
    expect(await toldOfTokens(user)).toMatchObject([
      { event: 'iam.token.created' },
      { event: 'iam.token.modified', id, name: 'Hourly', changed: ['name'] },
      { event: 'iam.token.modified', id, scopes: ['users:read'], changed: ['scopes'] },
    ]);
  });

  it('lists page by page', async () => {
    const user = await join(auth);
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) ids.unshift((await made(user)).id);
    const client = await as(user);
    const { body: page } = await client.get('/v1/api-tokens?limit=2');
    const { body: rest } = await client.get(`/v1/api-tokens?limit=2&cursor=${page.nextCursor}`);
    expect([...page.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('who comes with an API token', () => {
  it('is its user, and may do what both allow now', async () => {
    const user = await join(auth);
    const { id, token, expiresAt } = await made(user);
    const before = new Date().toISOString();
    const { status, body } = await resolve(token);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ tokenId: id, subject: user.userId, tenantId: user.tenantId, role: 'member', email: user.email, expiresAt },
      ...{ permissions: wanted.scopes, asOf: expect.any(String) },
    });
    expect(body.asOf >= before).toBe(true);
    accessControl.answer = { ...accessControl.answer, permissions: ['users:read', 'billing:update'] };
    expect((await resolve(token)).body.permissions).toEqual(['users:read']);
    accessControl.answer = { ...accessControl.answer, role: 'owner', permissions: wanted.scopes };
    expect((await resolve(token)).body.permissions, 'of a role that is another one by now').toEqual([]);
  });

  it('is noted to the minute, and told to nobody', async () => {
    const user = await join(auth);
    const { id, token, version } = await made(user);
    await resolve(token);
    await resolve(token);
    const { body } = await (await as(user)).get(`/v1/api-tokens/${id}`);
    expect(body.lastUsedAt).toMatch(/:00\.000Z$/);
    expect(Date.now() - Date.parse(body.lastUsedAt)).toBeLessThan(120_000);
    expect(body.version).toBe(version);
    await auth.sql("UPDATE api_token SET last_used_at = last_used_at - interval '1 hour' WHERE id = $1", [id]);
    await resolve(token);
    expect((await (await as(user)).get(`/v1/api-tokens/${id}`)).body.lastUsedAt >= body.lastUsedAt).toBe(true);
    expect(await toldOfTokens(user)).toHaveLength(1);
  });

  it('is nobody when it is none, or was changed anywhere', async () => {
    const { token } = await made(await join(auth));
    for (const index of [10, 40, 60, 93]) {
      const changed = token.slice(0, index) + (token[index] === 'A' ? 'Q' : 'A') + token.slice(index + 1);
      await assertRefused(changed);
    }
    for (const none of ['x', token.slice(8), `${token}A`, `crm_pat_${'A'.repeat(86)}`, 'é'.repeat(94)]) {
      await assertRefused(none);
    }
    for (const bad of [undefined, 7, '', 'x'.repeat(257)]) expect((await resolve(bad)).status).toBe(400);
    expect((await resolve(token)).status).toBe(200);
  });

  it('is asked about by the gateway only', async () => {
    const { token } = await made(await join(auth));
    const portal = await auth.fromService('tenant-admin-portal', null);
    expect((await portal.post('/internal/api-tokens/resolve', { token })).status).toBe(403);
    const user = await auth.as(userOf(newId()));
    expect((await user.post('/internal/api-tokens/resolve', { token })).status).toBe(403);
  });
});

describe('the end of an API token is told once', () => {
  const ends = async (user: Invited) => (await toldOfTokens(user)).slice(1);

  it('when its user deletes it', async () => {
    const user = await join(auth);
    const { id, token } = await made(user);
    const client = await as(user);
    const answers = await Promise.all([1, 2, 3].map(() => client.delete(`/v1/api-tokens/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    await assertRefused(token);
    expect((await client.get(`/v1/api-tokens/${id}`)).status).toBe(404);
    expect(await ends(user)).toMatchObject([
      { event: 'iam.token.deleted', id, subjectId: user.userId, name: wanted.name, reason: 'deleted' },
    ]);
    expect(await auth.sql('SELECT 1 FROM timers WHERE key = $1', [id])).toEqual([]);
  });

  it('when its time has come', async () => {
    const user = await join(auth);
    const { id, token } = await made(user, { expiresAt: new Date(Date.now() + 1_500).toISOString() });
    expect((await resolve(token)).status).toBe(200);
    await eventually(async () => (await ends(user)).length === 1);
    await assertRefused(token);
    expect(await ends(user)).toMatchObject([{ event: 'iam.token.deleted', id, reason: 'expired' }]);
    expect((await (await as(user)).get('/v1/api-tokens')).body.items).toEqual([]);
  });

  it('is over when it has expired, even before that is noted', async () => {
    const { id, token } = await made(await join(auth));
    await auth.sql('UPDATE api_token SET expires_at = now() WHERE id = $1', [id]);
    await assertRefused(token);
  });

  it('when its user is deactivated', async () => {
    const user = await join(auth);
    const [one, two] = [await made(user), await made(user)];
    const bystander = await made(await join(auth, { tenantId: user.tenantId }));
    const client = await auth.as(operator(user.tenantId));
    await Promise.all([1, 2].map(() => client.post(`/v1/users/${user.userId}/deactivate`)));
    for (const { token } of [one, two]) await assertRefused(token);
    expect((await resolve(bystander.token)).status).toBe(200);
    const deleted = (await toldOfTokens(user)).filter(({ event }) => event === 'iam.token.deleted');
    expect(deleted).toMatchObject([one, two].map(({ id }) => ({ id, reason: 'deactivated' })));
  });
});
