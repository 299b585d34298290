import { PermissionPolicyChanged, permissions, TenantDeactivated, TenantSuspended } from '@crm/events';
import { newId } from '@crm/platform';
import { operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld, at } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

const refund = { permission: 'shop:refund', description: 'Pays orders back.' };
const owner = (tenantId: string, userId = newId()) => access.service.as(userOf(tenantId, 'owner', userId));
const clerk = (granted: readonly string[]) => ({ key: 'clerk', name: 'Clerk', permissions: granted });
const policyChanges = async (tenantId: string) =>
  (await access.service.said(PermissionPolicyChanged)).filter(({ tenantid }) => tenantid === tenantId).length;

test('a permission of the tenant`s own is made, described anew and deleted, and the bus is told once of each', async () => {
  const tenantId = newId();
  const userId = newId();
  const client = await owner(tenantId, userId);
  const once = { headers: { 'idempotency-key': 'once' } };
  for (const _ of [1, 2]) {
    expect(await client.post('/v1/permissions', refund, once)).toMatchObject({
      status: 201,
      body: { ...refund, resource: 'shop', action: 'refund', builtIn: false, builtInRoles: [], version: 1 },
    });
  }
  expect((await client.post('/v1/permissions', refund)).body.type).toBe('urn:crm:problem:permission-exists');

  const path = '/v1/permissions/shop:refund';
  const edit = { description: 'Pays orders back, up to 100 EUR.' };
  expect((await client.patch(path, edit, { headers: { 'if-match': '"2"' } })).status).toBe(412);
  const edited = await client.patch(path, edit, { headers: { 'if-match': '"1"' } });
  expect(edited).toMatchObject({ status: 200, body: { ...edit, version: 2 } });
  expect(edited.headers.get('etag')).toBe('"2"');
  expect((await client.patch(path, edit)).body.version).toBe(2);
  expect((await client.delete(path, { headers: { 'if-match': '"1"' } })).status).toBe(412);
  for (const status of [204, 404]) expect((await client.delete(path)).status).toBe(status);
  expect((await client.patch(path, edit)).body.type).toBe('urn:crm:problem:no-such-permission');

  const payload = { user: userId, tenant: tenantId, id: 'shop:refund', ...refund };
  expect(await access.told(tenantId)).toEqual([
    ['iam.permission.created', payload],
    ['iam.permission.modified', { ...payload, ...edit }],
    ['iam.permission.deleted', { ...payload, ...edit }],
  ]);
  expect(await policyChanges(tenantId), 'the set alone changes nobody`s permissions').toBe(0);
});

test('the list shows ours and the tenant`s own, and tells them apart', async () => {
  const client = await owner(newId());
  for (const name of ['shop:refund', 'shop:read']) await client.post('/v1/permissions', { permission: name });
  const { items } = (await client.get('/v1/permissions')).body;
  const names = items.map(({ permission }: { permission: string }) => permission);
  expect(names).toEqual([...permissions, 'shop:read', 'shop:refund']);
  expect(items[0]).toMatchObject({ permission: 'tenant:read', builtIn: true, builtInRoles: expect.any(Array) });
  expect(items.at(-2)).toEqual({
    permission: 'shop:read',
    resource: 'shop',
    action: 'read',
    description: '',
    builtIn: false,
    builtInRoles: [],
    allowedWhileSuspended: false,
    deniedByHighContainment: true,
    version: 1,
  });
});

test('roles grant it, and decisions, effective permissions and tokens go by it', async () => {
  const tenantId = newId();
  const client = await owner(tenantId);
  await client.post('/v1/permissions', refund);
  const boss = await access.user(tenantId, 'owner');
  expect(await access.reason(tenantId, boss, 'shop:refund')).toBe('permission-not-granted');
  expect((await access.token(tenantId, boss)).permissions).toEqual(permissions);

  expect((await client.post('/v1/roles', clerk(['contacts:read', 'shop:refund']))).status).toBe(201);
  const userId = await access.user(tenantId, 'clerk');
  expect(await access.decision(tenantId, userId, 'shop:refund')).toMatchObject({
    allowed: true,
    explanation: [{}, {}, { sentence: 'The role clerk grants shop:refund.' }],
  });
  expect((await access.token(tenantId, userId)).permissions).toEqual(['contacts:read', 'shop:refund']);
  const effective = (await client.get(`/v1/subjects/${userId}/permissions`)).body;
  expect(effective.permissions).toMatchObject([
    { permission: 'contacts:read' },
    { permission: 'shop:refund', from: [{ role: 'clerk' }] },
  ]);

  await client.patch('/v1/roles/clerk', { permissions: ['contacts:read'] });
  expect(await access.reason(tenantId, userId, 'shop:refund')).toBe('permission-not-granted');
  expect((await access.service.said(PermissionPolicyChanged)).at(-1)?.data).toMatchObject({
    change: 'role-updated',
    affectedUserIds: [userId],
    diff: [{ op: 'removed', permission: 'shop:refund' }],
  });
});

test('it is withheld while the tenant is suspended or the user is contained', async () => {
  const tenantId = newId();
  const client = await owner(tenantId);
  await client.post('/v1/permissions', { permission: 'shop:read' });
  await client.post('/v1/roles', clerk(['contacts:read', 'shop:read']));
  const userId = await access.user(tenantId, 'clerk');
  const contained = await access.user(tenantId, 'clerk');
  await access.alert(tenantId, `user:${contained}`, 'high');
  expect(await access.reason(tenantId, contained, 'shop:read')).toBe('contained');
  expect((await access.token(tenantId, contained)).permissions).toEqual(['contacts:read']);
  await access.service.hear(TenantSuspended, { tenantId, reason: 'Overdue.', revision: 2, at: at() });
  expect(await access.reason(tenantId, userId, 'shop:read')).toBe('tenant-suspended');
  const { withheld } = (await client.get(`/v1/subjects/${userId}/permissions`)).body;
  expect(withheld).toMatchObject([{ permission: 'shop:read', reason: 'tenant-suspended' }]);
});

test('it is not deleted while roles grant it, and these are named', async () => {
  const client = await owner(newId());
  await client.post('/v1/permissions', refund);
  for (const key of ['till', 'desk']) await client.post('/v1/roles', { ...clerk(['shop:refund']), key });
  await client.post('/v1/roles', clerk(['contacts:read']));
  expect(await client.delete('/v1/permissions/shop:refund')).toMatchObject({
    status: 409,
    body: { type: 'urn:crm:problem:permission-in-use', roles: ['desk', 'till'] },
  });
  for (const key of ['till', 'desk']) await client.delete(`/v1/roles/${key}`);
  expect((await client.delete('/v1/permissions/shop:refund')).status).toBe(204);
});

test('of a deletion and a grant at once one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const client = await owner(newId());
    await client.post('/v1/permissions', refund);
    const [deleted, granted] = await Promise.all([
      client.delete('/v1/permissions/shop:refund'),
      client.post('/v1/roles', clerk(['shop:refund'])),
    ]);
    expect([`${deleted.status} ${granted.status}`]).toEqual([expect.stringMatching(/^(204 400|409 201)$/)]);
  }
});

test('whoever administers the tenant grants it, and nobody else who does not hold it', async () => {
  const tenantId = newId();
  const editor = await access.service.as(userWith(tenantId, ['roles:update', 'contacts:read']));
  expect((await editor.post('/v1/permissions', refund)).status).toBe(201);
  expect(await editor.post('/v1/roles', clerk(['shop:refund']))).toMatchObject({
    status: 403,
    body: { type: 'urn:crm:problem:beyond-own-permissions', missing: ['shop:refund'] },
  });
  const admin = await access.service.as(userOf(tenantId, 'admin'));
  expect((await admin.post('/v1/roles', clerk(['shop:refund']))).status).toBe(201);
  const support = await access.service.as(operator(tenantId));
  expect((await support.post('/v1/roles', { ...clerk(['shop:refund']), key: 'support' })).status).toBe(201);

  const userId = await access.user(tenantId, 'viewer');
  const asker = await access.service.as(userOf(tenantId, 'viewer', userId));
  const { body } = await asker.post('/v1/access-requests', { role: 'clerk', reason: 'The till.' });
  const approve = `/v1/access-requests/${body.id}/approve`;
  expect((await editor.post(approve, {})).body.missing).toEqual(['shop:refund']);
  expect((await admin.post(approve, {})).status).toBe(200);
  expect((await access.token(tenantId, userId)).permissions).toContain('shop:refund');
});

test('what is none of the tenant`s permissions is refused by name, in roles and in questions', async () => {
  const client = await owner(newId());
  await client.post('/v1/permissions', refund);
  const refused = await client.post('/v1/roles', clerk(['contacts:read', 'shop:refund', 'shop:fly', 'till:open']));
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toEqual([
    { field: 'permissions', rule: 'isKnown', message: expect.stringContaining('shop:fly') },
    { field: 'permissions', rule: 'isKnown', message: expect.stringContaining('till:open') },
  ]);
  await client.post('/v1/roles', clerk(['shop:refund']));
  const edited = await client.patch('/v1/roles/clerk', { permissions: ['shop:refund', 'shop:fly'] });
  expect(edited.body.errors).toMatchObject([{ field: 'permissions', rule: 'isKnown' }]);
  const asked = await client.post('/v1/decisions', { subjectId: newId(), permission: 'shop:fly' });
  expect(asked.body.errors).toMatchObject([{ field: 'permission', rule: 'isKnown' }]);
});

test('a wrong permission is refused with the field, and nothing is told', async () => {
  const tenantId = newId();
  const client = await owner(tenantId);
  const field = async (body: object) =>
    (await client.post('/v1/permissions', { ...refund, ...body })).body.errors?.[0]?.field;
  const wrong = ['refund', 'Shop:refund', 'shop:', 'shop:a:b', 'shop:*', `shop:${'x'.repeat(36)}`, 7, null];
  const ours = ['contacts:fly', 'secrets:read', 'invoices:pay', 'permissions:read'];
  for (const permission of [...wrong, ...ours]) expect(await field({ permission }), `${permission}`).toBe('permission');
  expect(await field({ description: 'x'.repeat(501) })).toBe('description');
  expect(await field({ builtIn: true })).toBe('builtIn');
  expect((await client.patch('/v1/permissions/shop:refund', {})).body.errors[0].field).toBe('description');
  const builtIn = '/v1/permissions/contacts:read';
  const answers = [await client.patch(builtIn, { description: 'Mine.' }), await client.delete(builtIn)];
  for (const { body } of answers) expect(body.type).toBe('urn:crm:problem:permission-is-built-in');
  const viewer = await access.service.as(userWith(tenantId, ['roles:read']));
  expect((await viewer.get('/v1/permissions')).status).toBe(200);
  expect((await viewer.post('/v1/permissions', refund)).status).toBe(403);
  expect(await access.told(tenantId)).toEqual([]);
});

test('a tenant has at most 200 of its own, also when it makes them at once', async () => {
  const tenantId = newId();
  const client = await owner(tenantId);
  await access.service.sql(
    `INSERT INTO custom_permission SELECT $1, 'shop:action-' || n, '', 1, now(), now() FROM generate_series(1, 198) AS n`,
    [tenantId],
  );
  const make = (index: number) => client.post('/v1/permissions', { permission: `till:action-${index}` });
  const made = await Promise.all([1, 2, 3, 4].map(make));
  expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  expect((await make(5)).body.type).toBe('urn:crm:problem:too-many-permissions');
  const all = (await client.get('/v1/permissions')).body.items.filter(({ builtIn }: { builtIn: boolean }) => !builtIn);
  const every = all.map(({ permission }: { permission: string }) => permission);
  expect((await client.post('/v1/roles', clerk([...permissions, ...every]))).status).toBe(201);
});

test('another tenant`s permissions do not exist, and two tenants may use one name', async () => {
  const here = await owner(newId());
  const there = await owner(newId());
  await here.post('/v1/permissions', refund);
  const foreign = await there.patch('/v1/permissions/shop:refund', { description: 'Mine.' });
  const absent = await there.patch('/v1/permissions/shop:absent', { description: 'Mine.' });
  expect([foreign.status, absent.status]).toEqual([404, 404]);
  expect((await there.delete('/v1/permissions/shop:refund')).status).toBe(404);
  expect((await there.post('/v1/roles', clerk(['shop:refund']))).status).toBe(400);
  expect((await there.get('/v1/permissions')).body.items).toHaveLength(permissions.length);
  expect((await there.post('/v1/permissions', refund)).status).toBe(201);
});

test('a closed tenant`s permissions stay as they are', async () => {
  const tenantId = newId();
  const client = await owner(tenantId);
  await access.service.hear(TenantDeactivated, { tenantId, reason: 'They left.', revision: 2, at: at() });
  expect((await client.post('/v1/permissions', refund)).body.type).toBe('urn:crm:problem:policy-frozen');
});
