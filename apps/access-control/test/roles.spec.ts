import { PermissionPolicyChanged, permissions } from '@crm/events';
import { newId } from '@crm/platform';
import { operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

const said = async (tenantId: string) =>
  (await access.service.said(PermissionPolicyChanged)).filter(({ tenantid }) => tenantid === tenantId);
const support = { key: 'support', name: 'Support', permissions: ['contacts:read', 'support:create'] };

test('the default policy is applied once, by the orchestrator alone, and publishes nothing', async () => {
  const tenantId = newId();
  const apply = async (service: 'onboarding-orchestrator' | 'user-auth') =>
    (await access.service.fromService(service, tenantId)).put('/internal/default-policy');
  expect((await apply('user-auth')).status).toBe(403);
  for (const _ of [1, 2]) expect(await apply('onboarding-orchestrator')).toMatchObject({ body: { policyRevision: 1 } });
  expect(await said(tenantId)).toEqual([]);
});

test('every tenant has the built-in roles, and nobody can change them', async () => {
  const owner = await access.service.as(userOf(newId()));
  const { body } = await owner.get('/v1/roles');
  expect(body.items.map(({ key }: { key: string }) => key)).toEqual(['owner', 'admin', 'member', 'viewer']);
  expect((await owner.patch('/v1/roles/owner', { permissions: [] })).body.type).toMatch(/role-is-built-in$/);
  expect((await owner.delete('/v1/roles/viewer')).status).toBe(409);
  expect((await owner.post('/v1/roles', { ...support, key: 'admin' })).status).toBe(409);
  const listed = (await owner.get('/v1/permissions')).body.items;
  expect(listed.map(({ permission }: { permission: string }) => permission)).toEqual(permissions);
  expect(listed[0]).toMatchObject({ resource: 'tenant', action: 'read', builtInRoles: expect.any(Array) });
});

test('a role that is made, changed and deleted changes the policy by one each time, and says what and for whom', async () => {
  const tenantId = newId();
  const owner = await access.service.as(userOf(tenantId));
  const early = await access.user(tenantId, 'support');
  expect(await access.decision(tenantId, early, 'contacts:read')).toMatchObject({
    reason: 'permission-not-granted',
    explanation: [{}, {}, { sentence: 'There is no role support any more.' }],
    policyRevision: 1,
  });

  const created = await owner.post('/v1/roles', support);
  expect(created).toMatchObject({ status: 201, body: { key: 'support', builtIn: false, version: 1, holders: 1 } });
  expect((await owner.post('/v1/roles', support)).body.type).toBe('urn:crm:problem:role-exists');
  expect(await access.decision(tenantId, early, 'contacts:read')).toMatchObject({ allowed: true, policyRevision: 2 });

  const edit = { permissions: ['contacts:read', 'contacts:write'] };
  const stale = await owner.patch('/v1/roles/support', edit, { headers: { 'if-match': '"7"' } });
  expect(stale.status).toBe(412);
  const updated = await owner.patch('/v1/roles/support', edit, { headers: { 'if-match': '"1"' } });
  expect(updated).toMatchObject({ status: 200, body: { version: 2, name: 'Support', permissions: edit.permissions } });
  expect(updated.headers.get('etag')).toBe('"2"');
  // Another name is no other policy.
  expect((await owner.patch('/v1/roles/support', { name: 'Help desk' })).body.version).toBe(3);

  expect((await owner.delete('/v1/roles/support')).body).toMatchObject({
    type: 'urn:crm:problem:role-in-use',
    holders: 1,
  });
  await access.changeRole(tenantId, early, 'support', 'viewer', 1);
  expect((await owner.delete('/v1/roles/support', { headers: { 'if-match': '"3"' } })).status).toBe(204);
  expect((await owner.get('/v1/roles/support')).status).toBe(404);

  const changes = (await said(tenantId)).map(({ data }) => data);
  expect(changes).toMatchObject([
    {
      change: 'role-created',
      target: 'support',
      policyRevision: 2,
      affectedUserIds: [early],
      diff: [
        { op: 'added', permission: 'contacts:read' },
        { op: 'added', permission: 'support:create' },
      ],
    },
    {
      change: 'role-updated',
      policyRevision: 3,
      affectedUserIds: [early],
      lostAdminUserIds: [],
      diff: [
        { op: 'removed', permission: 'support:create' },
        { op: 'added', permission: 'contacts:write' },
      ],
    },
    { change: 'role-deleted', policyRevision: 4, affectedUserIds: [] },
  ]);
  expect(changes).toHaveLength(3);
  expect(changes[0]?.changedBy).toMatch(/^user:/);
  expect(await access.token(tenantId, early)).toMatchObject({ policyRevision: 4 });
});

test('the bus is told once of every change of a role, and not of an edit that changes nothing', async () => {
  const tenantId = newId();
  const userId = newId();
  const owner = await access.service.as(userOf(tenantId, 'owner', userId));
  const once = { headers: { 'idempotency-key': 'once' } };
  for (const _ of [1, 2]) expect((await owner.post('/v1/roles', support, once)).status).toBe(201);
  expect((await owner.post('/v1/roles', support)).status).toBe(409);
  const same = { name: 'Support', description: '', permissions: [...support.permissions].reverse() };
  for (const edit of [{}, same]) {
    expect(await owner.patch('/v1/roles/support', edit)).toMatchObject({ status: 200, body: { version: 1 } });
  }
  await owner.patch('/v1/roles/support', { name: 'Help desk', description: 'canary-7f3a' });
  await owner.patch('/v1/roles/support', { permissions: ['contacts:read'] });
  expect((await owner.patch('/v1/roles/support', { name: 'x' }, { headers: { 'if-match': '"1"' } })).status).toBe(412);
  for (const status of [204, 404]) expect((await owner.delete('/v1/roles/support')).status).toBe(status);

  const role = { user: userId, tenant: tenantId, id: 'support', key: 'support', name: 'Help desk' };
  const told = await access.told(tenantId);
  expect(told).toEqual([
    ['iam.role.created', { ...role, name: 'Support', permissions: support.permissions }],
    ['iam.role.modified', { ...role, permissions: support.permissions }],
    ['iam.role.modified', { ...role, permissions: ['contacts:read'] }],
    ['iam.role.deleted', { ...role, permissions: ['contacts:read'] }],
  ]);
  expect(JSON.stringify(told)).not.toContain('canary');
});

test('users who can no longer administer the tenant are named', async () => {
  const tenantId = newId();
  const boss = await access.service.as(userOf(tenantId));
  await boss.post('/v1/roles', { key: 'deputy', name: 'Deputy', permissions: ['users:update', 'roles:update'] });
  const deputy = await access.user(tenantId, 'deputy');
  const invited = newId();
  await access.invite(tenantId, invited, 'deputy');
  await boss.patch('/v1/roles/deputy', { permissions: ['users:update'] });
  expect((await said(tenantId)).at(-1)?.data).toMatchObject({
    affectedUserIds: [deputy, invited].sort(),
    lostAdminUserIds: [deputy],
  });
});

test('nobody grants by a role what they do not hold, but operators', async () => {
  const tenantId = newId();
  const editor = await access.service.as(userWith(tenantId, ['roles:update', 'contacts:read', 'support:create']));
  const beyond = await editor.post('/v1/roles', { ...support, permissions: ['billing:update'] });
  expect(beyond).toMatchObject({ status: 403, body: { missing: ['billing:update'] } });
  expect((await editor.post('/v1/roles', support)).status).toBe(201);
  const raised = await editor.patch('/v1/roles/support', { permissions: [...support.permissions, 'audit:read'] });
  expect(raised).toMatchObject({ status: 403, body: { missing: ['audit:read'] } });
  const support2 = await access.service.as(operator(tenantId));
  expect((await support2.patch('/v1/roles/support', { permissions: ['billing:update'] })).status).toBe(200);
  expect((await editor.patch('/v1/roles/support', { name: 'Kept' })).status).toBe(200);
});

test('a wrong role is refused with the field and changes nothing', async () => {
  const tenantId = newId();
  const owner = await access.service.as(userOf(tenantId));
  const field = async (body: object) =>
    (await owner.post('/v1/roles', { ...support, ...body })).body.errors?.[0]?.field;
  expect(await field({ key: 'Support!' })).toBe('key');
  expect(await field({ permissions: ['contacts:fly'] })).toBe('permissions');
  expect(await field({ permissions: ['contacts:read', 'contacts:read'] })).toBe('permissions');
  expect(await field({ name: '' })).toBe('name');
  expect(await field({ admin: true })).toBe('admin');
  expect(await said(tenantId)).toEqual([]);
  const viewer = await access.service.as(userOf(tenantId, 'viewer'));
  expect((await viewer.post('/v1/roles', support)).status).toBe(403);
});

test("another tenant's roles do not exist, and two tenants may use one key", async () => {
  const here = await access.service.as(userOf(newId()));
  const there = await access.service.as(userOf(newId()));
  expect((await here.post('/v1/roles', support)).status).toBe(201);
  expect((await there.get('/v1/roles/support')).status).toBe(404);
  expect((await there.patch('/v1/roles/support', { name: 'Mine' })).status).toBe(404);
  expect((await there.post('/v1/roles', support)).status).toBe(201);
});

test('of two edits at once both count', async () => {
  const tenantId = newId();
  const owner = await access.service.as(userOf(tenantId));
  const made = await Promise.all(
    Array.from({ length: 6 }, (_, index) => owner.post('/v1/roles', { ...support, key: `role-${index}` })),
  );
  expect(made.map(({ status }) => status)).toEqual(Array(6).fill(201));
  const revisions = (await said(tenantId)).map(({ data }) => data.policyRevision);
  expect(revisions).toEqual([2, 3, 4, 5, 6, 7]);
});

test('a repeated request with one key makes one role', async () => {
  const tenantId = newId();
  const owner = await access.service.as(userOf(tenantId));
  const options = { headers: { 'idempotency-key': 'once' } };
  const first = await owner.post('/v1/roles', support, options);
  const second = await owner.post('/v1/roles', support, options);
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(await said(tenantId)).toHaveLength(1);
});
