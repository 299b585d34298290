import { PermissionPolicyChanged } from '@crm/events';
import { newId } from '@crm/platform';
import { userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld, at } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

test('an invited user is denied until they present an active token', async () => {
  const tenantId = newId();
  const userId = newId();
  expect(await access.token(tenantId, userId)).toMatchObject({ known: false, role: null, permissions: [] });
  expect(await access.reason(tenantId, userId, 'contacts:read')).toBe('subject-unknown');

  await access.invite(tenantId, userId, 'viewer', 'user:someone');
  expect(await access.reason(tenantId, userId, 'contacts:read')).toBe('subject-not-active');
  expect(await access.review(tenantId, userId)).toMatchObject({
    status: 'invited',
    name: 'Bob',
    holds: [{ role: 'viewer', status: 'invited', revision: 1, setBy: 'user:someone' }],
  });

  expect(await access.token(tenantId, userId)).toMatchObject({ known: true, role: 'viewer', policyRevision: 1 });
  expect(await access.decision(tenantId, userId, 'contacts:read')).toMatchObject({
    allowed: true,
    reason: 'allowed-by-role',
    explanation: [{}, {}, { check: 'roles', role: 'viewer' }],
  });
  expect(await access.reason(tenantId, userId, 'contacts:write')).toBe('permission-not-granted');
  expect(await access.review(tenantId, userId)).toMatchObject({ status: 'active', holds: [{ status: 'active' }] });
});

test('another role replaces the binding in one step, and the next check obeys it', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  await access.changeRole(tenantId, userId, 'viewer', 'member', 1);
  expect(await access.reason(tenantId, userId, 'contacts:write')).toBe('allowed-by-role');
  expect(await access.review(tenantId, userId)).toMatchObject({
    holds: [{ role: 'member', revision: 2, status: 'active' }],
    held: [{ role: 'viewer', revision: 1, status: 'ended', endedBecause: 'role-changed' }],
  });
});

test('role changes that come before the invitation, twice or out of order end in the same state', async () => {
  const tenantId = newId();
  const userId = newId();
  const invitedAt = at(-60_000);
  await access.changeRole(tenantId, userId, 'member', 'admin', 2);
  await access.changeRole(tenantId, userId, 'viewer', 'member', 1);
  await access.invite(tenantId, userId, 'viewer', 'user:x', { time: invitedAt });
  await access.changeRole(tenantId, userId, 'viewer', 'member', 1);
  await access.invite(tenantId, userId, 'viewer', 'user:x', { time: invitedAt });
  const { status, holds, held } = await access.review(tenantId, userId);
  expect(status).toBe('invited');
  expect(holds).toMatchObject([{ role: 'admin', revision: 3, status: 'invited', endedAt: null }]);
  const roles = held.map(({ role, revision }: { role: string; revision: number }) => `${revision} ${role}`);
  expect(roles.sort()).toEqual(['1 viewer', '2 member']);
});

test('a deactivation ends every binding and closes open requests, and nothing brings the user back', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'member');
  const own = await access.service.as(userOf(tenantId, 'member', userId));
  expect((await own.post('/v1/access-requests', { role: 'admin', reason: 'Vacation stand-in.' })).status).toBe(201);
  await access.deactivate(tenantId, userId);
  await access.changeRole(tenantId, userId, 'member', 'admin', 1);
  await access.invite(tenantId, userId, 'member');
  expect(await access.token(tenantId, userId)).toMatchObject({ known: true, permissions: [] });
  expect(await access.reason(tenantId, userId, 'contacts:read')).toBe('subject-deactivated');
  const review = await access.review(tenantId, userId);
  expect(review).toMatchObject({ status: 'deactivated', holds: [], accessRequests: [{ status: 'closed' }] });
  expect(review.held.map(({ role }: { role: string }) => role).sort()).toEqual(['admin', 'member']);
  expect(review.held.every(({ endedAt }: { endedAt: string | null }) => endedAt !== null)).toBe(true);
});

test('a deactivation that comes first leaves nothing for the invitation to bind', async () => {
  const tenantId = newId();
  const userId = newId();
  await access.deactivate(tenantId, userId);
  await access.invite(tenantId, userId, 'owner');
  expect(await access.token(tenantId, userId)).toMatchObject({ permissions: [] });
  expect(await access.review(tenantId, userId)).toMatchObject({
    status: 'deactivated',
    name: 'Bob',
    holds: [],
    held: [{ role: 'owner', endedBecause: 'user-deactivated' }],
  });
});

test('what other services do to users is no change of the policy', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  await access.changeRole(tenantId, userId, 'viewer', 'admin', 1);
  await access.deactivate(tenantId, userId);
  const said = (await access.service.said(PermissionPolicyChanged)).filter(({ tenantid }) => tenantid === tenantId);
  expect(said).toEqual([]);
});

test('the effective permissions say where each one comes from, to oneself and to reviewers', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  const own = await access.service.as(userOf(tenantId, 'viewer', userId));
  const { status, body } = await own.get(`/v1/subjects/${userId}/permissions`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'active', policyRevision: 1, withheld: [] });
  expect(body.permissions[0]).toMatchObject({ permission: 'tenant:read', from: [{ role: 'viewer' }] });
  const colleague = await access.service.as(userOf(tenantId, 'member'));
  for (const path of ['', '/permissions']) {
    expect((await colleague.get(`/v1/subjects/${userId}${path}`)).status).toBe(403);
  }
  expect((await colleague.post('/v1/decisions', { subjectId: userId, permission: 'tenant:read' })).status).toBe(403);
  const reviewer = await access.service.as(userWith(tenantId, ['access:review']));
  expect((await reviewer.get('/v1/subjects')).body.items).toMatchObject([{ id: userId, status: 'active' }]);
});

test('a question is checked before it is answered', async () => {
  const owner = await access.service.as(userOf(newId()));
  const ask = (body: unknown) => owner.post('/v1/decisions', body);
  const field = async (body: unknown) => (await ask(body)).body.errors?.[0]?.field;
  expect(await field({ subjectId: 'nobody', permission: 'contacts:read' })).toBe('subjectId');
  expect(await field({ subjectId: newId(), permission: 'contacts:fly' })).toBe('permission');
  expect(await field({ subjectId: newId(), permission: 'contacts:read', role: 'owner' })).toBe('role');
  expect((await access.service.anonymous().then((nobody) => nobody.post('/v1/decisions', {}))).status).toBe(401);
});

test("another tenant's subjects do not exist", async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'admin');
  const stranger = await access.service.as(userOf(newId()));
  expect((await stranger.get(`/v1/subjects/${userId}`)).status).toBe(404);
  expect((await stranger.get(`/v1/subjects/${userId}/permissions`)).status).toBe(404);
  expect((await stranger.get('/v1/bindings')).body.items).toEqual([]);
  const { body } = await stranger.post('/v1/decisions', { subjectId: userId, permission: 'contacts:read' });
  expect(body.reason).toBe('subject-unknown');
  const bindingId = (await access.review(tenantId, userId)).holds[0].id;
  expect((await stranger.get(`/v1/bindings/${bindingId}`)).status).toBe(404);
});

test('a further role is asked for, granted by somebody who holds as much, and taken back', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  const asker = await access.service.as(userOf(tenantId, 'viewer', userId));
  const ask = (role: string) => asker.post('/v1/access-requests', { role, reason: 'The quarter ends.' });
  expect((await ask('viewer')).body.type).toBe('urn:crm:problem:role-already-held');
  expect((await ask('wizard')).body.type).toBe('urn:crm:problem:no-such-role');
  const { body: request } = await ask('owner');
  expect((await ask('owner')).status).toBe(409);

  const approve = async (caller: Parameters<typeof access.service.as>[0]) =>
    (await access.service.as(caller)).post(`/v1/access-requests/${request.id}/approve`, {});
  expect((await approve(userOf(tenantId, 'owner', userId))).body.type).toBe('urn:crm:problem:own-access-request');
  expect((await approve(userOf(tenantId, 'admin'))).body).toMatchObject({
    type: 'urn:crm:problem:beyond-own-permissions',
    missing: ['secrets:read-raw', 'billing:update'],
  });
  expect((await approve(userOf(newId()))).status).toBe(404);
  const { body: approved } = await approve(userOf(tenantId));
  expect(approved).toMatchObject({ status: 'approved' });
  expect((await approve(userOf(tenantId))).body.type).toBe('urn:crm:problem:access-request-decided');
  expect(await access.reason(tenantId, userId, 'billing:update')).toBe('allowed-by-role');

  const owner = await access.service.as(userOf(tenantId));
  expect((await owner.post(`/v1/bindings/${approved.bindingId}/end`)).body).toMatchObject({ status: 'ended' });
  expect(await access.reason(tenantId, userId, 'billing:update')).toBe('permission-not-granted');
  await access.changeRole(tenantId, userId, 'viewer', 'member', 1);
  expect(await access.reason(tenantId, userId, 'billing:update')).toBe('permission-not-granted');
  const own = (await access.review(tenantId, userId)).holds[0];
  expect((await owner.post(`/v1/bindings/${own.id}/end`)).body.type).toBe('urn:crm:problem:binding-of-user-role');
});

test('a request can be denied, and everybody but reviewers sees their own requests only', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'viewer');
  const asker = await access.service.as(userOf(tenantId, 'viewer', userId));
  const { body: request } = await asker.post('/v1/access-requests', { role: 'member', reason: 'To write.' });
  const owner = await access.service.as(userOf(tenantId));
  const denied = await owner.post(`/v1/access-requests/${request.id}/deny`, { note: 'Ask your lead.' });
  expect(denied).toMatchObject({ status: 200, body: { status: 'denied', note: 'Ask your lead.' } });
  expect((await asker.get('/v1/access-requests')).body.items).toHaveLength(1);
  expect((await owner.get('/v1/access-requests?status=denied')).body.items).toHaveLength(1);
  const colleague = await access.service.as(userOf(tenantId, 'member'));
  expect((await colleague.get('/v1/access-requests')).body.items).toEqual([]);
  expect((await colleague.post('/v1/access-requests', { role: 'admin', reason: 'x' })).status).toBe(403);
});
