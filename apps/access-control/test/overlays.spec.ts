import { builtInRoles, TenantDeactivated, TenantReactivated, TenantSuspended } from '@crm/events';
import { newId } from '@crm/platform';
import { userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld, at } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

const change = (tenantId: string, revision: number, reason = 'The invoice is overdue.') => ({
  tenantId,
  reason,
  revision,
  at: at(),
});
const overlays = async (tenantId: string) =>
  (await (await access.service.as(userOf(tenantId))).get('/v1/overlays')).body.items;

test('a suspension leaves reading, export, billing and support, and a reactivation restores exactly what was', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'owner');
  const before = await access.token(tenantId, userId);
  expect(before.permissions).toEqual(builtInRoles.owner);

  await access.service.hear(TenantSuspended, change(tenantId, 2));
  const during = (await access.token(tenantId, userId)).permissions;
  const open = ['contacts:read', 'contacts:export', 'billing:read', 'billing:update', 'support:create'];
  expect(during).toEqual(expect.arrayContaining(open));
  for (const closed of ['contacts:write', 'users:invite', 'roles:update']) expect(during).not.toContain(closed);
  expect(await access.decision(tenantId, userId, 'contacts:write')).toMatchObject({
    allowed: false,
    reason: 'tenant-suspended',
    explanation: expect.arrayContaining([expect.objectContaining({ overlay: 'suspension', outcome: 'denied' })]),
  });
  expect((await access.review(tenantId, userId)).holds).toMatchObject([{ role: 'owner', status: 'active' }]);
  const own = await access.service.as(userOf(tenantId, 'owner', userId));
  const { withheld } = (await own.get(`/v1/subjects/${userId}/permissions`)).body;
  expect(withheld[0]).toMatchObject({ reason: 'tenant-suspended', because: [{ overlay: 'suspension' }] });
  expect(await overlays(tenantId)).toMatchObject([{ kind: 'suspension', inForce: true, until: null, revision: 2 }]);

  await access.service.hear(TenantReactivated, change(tenantId, 3));
  expect(await access.token(tenantId, userId)).toEqual(before);
  expect(await overlays(tenantId)).toMatchObject([{ kind: 'suspension', inForce: false, until: expect.any(String) }]);
});

test('an older reactivation never undoes a newer suspension, and an older suspension comes too late', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'owner');
  await access.service.hear(TenantSuspended, change(tenantId, 4));
  await access.service.hear(TenantReactivated, change(tenantId, 3));
  expect(await access.reason(tenantId, userId, 'contacts:write')).toBe('tenant-suspended');
  await access.service.hear(TenantReactivated, change(tenantId, 5));
  await access.service.hear(TenantSuspended, change(tenantId, 2));
  expect(await access.reason(tenantId, userId, 'contacts:write')).toBe('allowed-by-role');
});

test('a closed tenant denies its owners too, for good, and its policy is frozen', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'owner');
  await access.service.hear(TenantDeactivated, change(tenantId, 2, 'They left.'));
  await access.service.hear(TenantReactivated, change(tenantId, 3));
  expect(await access.decision(tenantId, userId, 'billing:read')).toMatchObject({
    reason: 'tenant-deactivated',
    explanation: [{ overlay: 'deactivation', sentence: expect.stringContaining('They left.') }],
  });
  expect(await access.token(tenantId, userId)).toMatchObject({ known: true, permissions: [] });
  expect(await overlays(tenantId)).toMatchObject([{ kind: 'deactivation', inForce: true, allows: [] }]);
  const owner = await access.service.as(userOf(tenantId));
  const refused = await owner.post('/v1/roles', { key: 'late', name: 'Late', permissions: [] });
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:crm:problem:policy-frozen' } });
});
