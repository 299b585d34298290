import { PermissionPolicyChanged } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccessWorld, at } from './access.js';

let access: AccessWorld;
beforeAll(async () => {
  access = await AccessWorld.open();
});
afterAll(() => access.stop());

const said = async (tenantId: string) =>
  (await access.service.said(PermissionPolicyChanged))
    .filter(({ tenantid }) => tenantid === tenantId)
    .map(({ data }) => data);
const containments = async (tenantId: string) =>
  (await (await access.service.as(operator(tenantId))).get('/v1/containments')).body.items;

test('a high alert takes export, deletion and role changes away for an hour', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'admin');
  await access.alert(tenantId, `user:${userId}`, 'high');
  expect(await access.decision(tenantId, userId, 'contacts:export')).toMatchObject({
    reason: 'contained',
    policyRevision: 2,
    explanation: expect.arrayContaining([
      expect.objectContaining({ check: 'containment', sentence: expect.stringContaining('many-invitations') }),
    ]),
  });
  for (const denied of ['contacts:delete', 'roles:update', 'users:update']) {
    expect(await access.reason(tenantId, userId, denied)).toBe('contained');
  }
  expect(await access.reason(tenantId, userId, 'contacts:write')).toBe('allowed-by-role');
  const [{ id, placedAt, expiresAt, status }] = await containments(tenantId);
  expect(status).toBe('active');
  expect(Date.parse(expiresAt) - Date.parse(placedAt)).toBe(3_600_000);
  expect(await said(tenantId)).toMatchObject([
    {
      change: 'containment-placed',
      target: id,
      policyRevision: 2,
      affectedUserIds: [userId],
      lostAdminUserIds: [userId],
      changedBy: 'service:access-control',
      diff: expect.arrayContaining([{ op: 'removed', permission: 'contacts:export' }]),
    },
  ]);
});

test('a critical alert takes everything away until a second administrator gives it back', async () => {
  const tenantId = newId();
  const suspect = await access.user(tenantId, 'admin');
  const accomplice = await access.user(tenantId, 'admin', `user:${suspect}`);
  await access.alert(tenantId, `user:${suspect}`, 'critical');
  expect(await access.token(tenantId, suspect)).toMatchObject({ known: true, permissions: [], policyRevision: 2 });
  const [{ id, expiresAt }] = await containments(tenantId);
  expect(expiresAt).toBeNull();

  const lift = async (caller: Parameters<typeof access.service.as>[0]) =>
    (await access.service.as(caller)).post(`/v1/containments/${id}/lift`, { note: 'It was a drill.' });
  const refusal = async (userId: string) => (await lift(userOf(tenantId, 'admin', userId))).body;
  expect(await refusal(suspect)).toMatchObject({
    type: 'urn:crm:problem:second-admin-needed',
    status: 403,
    detail: 'Nobody lifts their own containment.',
  });
  expect((await refusal(accomplice)).detail).toMatch(/gave you your access/);
  expect((await lift(userOf(newId()))).status).toBe(404);
  expect((await lift(userWith(tenantId, ['access:review']))).status).toBe(403);

  const second = await access.user(tenantId, 'admin');
  const lifted = await lift(userOf(tenantId, 'admin', second));
  expect(lifted).toMatchObject({ status: 200, body: { status: 'lifted', liftedBy: `user:${second}` } });
  expect((await lift(userOf(tenantId))).body.type).toBe('urn:crm:problem:containment-not-active');
  expect(await access.reason(tenantId, suspect, 'contacts:delete')).toBe('allowed-by-role');
  expect((await said(tenantId)).map(({ change, policyRevision }) => `${policyRevision} ${change}`)).toEqual([
    '2 containment-placed',
    '3 containment-lifted',
  ]);
  expect((await said(tenantId)).at(-1)?.changedBy).toBe(`user:${second}`);
});

test('two contained users cannot free each other', async () => {
  const tenantId = newId();
  const [one, other] = [await access.user(tenantId, 'admin'), await access.user(tenantId, 'admin')];
  await access.alert(tenantId, `user:${one}`, 'high');
  await access.alert(tenantId, `user:${other}`, 'high');
  const { id } = (await containments(tenantId)).find((each: { subjectId: string }) => each.subjectId === one);
  const client = await access.service.as(userOf(tenantId, 'admin', other));
  expect((await client.post(`/v1/containments/${id}/lift`, {})).body.detail).toBe('You are contained yourself.');
});

test('a medium alert is only noted, and one about a service or an operator does nothing', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'admin');
  await access.alert(tenantId, `user:${userId}`, 'medium');
  await access.alert(tenantId, 'service:workflow-engine', 'critical');
  await access.alert(tenantId, `operator:${newId()}`, 'critical');
  expect(await containments(tenantId)).toMatchObject([{ status: 'noted', severity: 'medium' }]);
  expect(await access.reason(tenantId, userId, 'contacts:export')).toBe('allowed-by-role');
  expect(await said(tenantId)).toEqual([]);
});

test('an alert that is told twice contains once, and one about somebody unheard of holds when they come', async () => {
  const tenantId = newId();
  const userId = newId();
  const alertId = newId();
  await access.alert(tenantId, `user:${userId}`, 'critical', {}, alertId);
  await access.alert(tenantId, `user:${userId}`, 'critical', {}, alertId);
  await access.invite(tenantId, userId, 'owner');
  expect(await access.token(tenantId, userId)).toMatchObject({ known: true, permissions: [] });
  expect(await access.reason(tenantId, userId, 'contacts:read')).toBe('contained');
  expect(await containments(tenantId)).toHaveLength(1);
  expect(await said(tenantId)).toHaveLength(1);
});

test('an alert that is told when its hour is over changes nobody`s access', async () => {
  const tenantId = newId();
  const userId = await access.user(tenantId, 'admin');
  await access.alert(tenantId, `user:${userId}`, 'high', { time: at(-7_200_000) });
  expect(await containments(tenantId)).toMatchObject([{ status: 'expired' }]);
  expect(await access.reason(tenantId, userId, 'contacts:export')).toBe('allowed-by-role');
  expect(await said(tenantId)).toEqual([]);
});

test('a high containment ends by itself and says so', async () => {
  const quick = await AccessWorld.open({ CONTAINMENT_SECONDS: '1' });
  try {
    const tenantId = newId();
    const userId = await quick.user(tenantId, 'admin');
    await quick.alert(tenantId, `user:${userId}`, 'high', { time: at(500) });
    expect(await quick.reason(tenantId, userId, 'contacts:export')).toBe('contained');
    await eventually(async () => (await quick.review(tenantId, userId)).containments[0].status === 'expired');
    expect(await quick.reason(tenantId, userId, 'contacts:export')).toBe('allowed-by-role');
    const last = (await quick.service.said(PermissionPolicyChanged)).at(-1)?.data;
    expect(last).toMatchObject({
      change: 'containment-lifted',
      policyRevision: 3,
      changedBy: 'service:access-control',
      lostAdminUserIds: [],
      diff: expect.arrayContaining([{ op: 'added', permission: 'contacts:export' }]),
    });
  } finally {
    await quick.stop();
  }
});
