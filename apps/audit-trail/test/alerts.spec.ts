import {
  AuditAlertTriggered,
  BulkImportCompleted,
  ContactUpdated,
  NotificationBounced,
  TenantCreated,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, data, TrailWorld } from './trail.js';

let trail: TrailWorld;
beforeAll(async () => {
  trail = await TrailWorld.open({
    AUDIT_RULES: JSON.stringify({
      'many-invitations': { threshold: 3 },
      'privilege-raised': { threshold: 2 },
      reputation: { threshold: 3, windowSeconds: 60 },
      'endpoint-failing': { threshold: 2 },
      'workflow-failing-series': { threshold: 3 },
      'large-import': { threshold: 500 },
    }),
  });
});
afterAll(() => trail.stop());

const said = async (tenantId: string) =>
  (await trail.service.said(AuditAlertTriggered)).filter(({ tenantid }) => tenantid === tenantId);

test('many invitations by one actor alert once, however many follow', async () => {
  const tenantId = newId();
  const invitedBy = `user:${newId()}`;
  const events = [];
  for (let count = 0; count < 5; count += 1) {
    events.push(await trail.hear(UserInvited, data.invited(tenantId, { invitedBy })));
    await trail.hear(UserInvited, data.invited(tenantId));
    await trail.hear(UserInvited, data.invited(tenantId, { invitedBy: 'service:onboarding-orchestrator' }));
  }
  const [alert, ...more] = await trail.alerts(tenantId);
  expect(more).toEqual([]);
  expect(alert).toMatchObject({
    rule: 'many-invitations',
    severity: 'high',
    suspect: invitedBy,
    status: 'open',
    summary: '3 users were invited by one actor in a short time.',
  });
  const { items } = await trail.get(tenantId, `/entries?actor=${invitedBy}`);
  const firstThree = items
    .slice(-3)
    .reverse()
    .map(({ id }: { id: string }) => id);
  expect(alert.entryIds).toEqual(firstThree);
  const told = await said(tenantId);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    subject: alert.id,
    causationid: events[2]?.id,
    hopcount: 1,
    data: { alertId: alert.id, rule: 'many-invitations', severity: 'high', suspect: invitedBy, entryIds: firstThree },
  });
});

test('what lies further apart than the window does not alert, and a later window alerts again', async () => {
  const tenantId = newId();
  const invitedBy = `user:${newId()}`;
  const minute = 60_000;
  const invite = (ago: number) =>
    trail.hear(UserInvited, data.invited(tenantId, { invitedBy }), { time: at(-ago * minute) });
  for (const ago of [60, 49, 38]) await invite(ago);
  expect(await trail.alerts(tenantId)).toEqual([]);
  for (const ago of [20, 18, 16]) await invite(ago);
  // Two more after the window do not make another alert with the last one inside of it.
  for (const ago of [9, 8]) await invite(ago);
  expect(await trail.alerts(tenantId)).toHaveLength(1);
  await invite(3);
  expect(await trail.alerts(tenantId)).toHaveLength(2);
});

test('the order in which entries are told does not matter', async () => {
  const tenantId = newId();
  const invitedBy = `user:${newId()}`;
  for (const seconds of [30, 10, 20]) {
    await trail.hear(UserInvited, data.invited(tenantId, { invitedBy }), { time: at(-seconds * 1_000) });
  }
  const [{ entryIds, windowStart, windowEnd }] = await trail.alerts(tenantId);
  expect(entryIds).toHaveLength(3);
  expect(Date.parse(windowEnd) - Date.parse(windowStart)).toBe(600_000);
});

test('raises by one actor alert; lowering a role and another actor do not count', async () => {
  const tenantId = newId();
  const changedBy = `user:${newId()}`;
  const change = (oldRole: string, newRole: string, by = changedBy) =>
    trail.hear(UserRoleChanged, data.roleChanged(tenantId, { oldRole, newRole, changedBy: by }));
  await change('viewer', 'admin');
  await change('owner', 'admin');
  await change('member', 'support');
  await change('member', 'owner', `user:${newId()}`);
  expect(await trail.alerts(tenantId)).toEqual([]);
  await change('support', 'owner');
  expect(await trail.alerts(tenantId)).toMatchObject([
    { rule: 'privilege-raised', severity: 'high', suspect: changedBy },
  ]);
});

test('a deactivated user who acts later alerts, whichever is told first', async () => {
  const tenantId = newId();
  for (const order of ['deactivation first', 'deed first']) {
    const userId = newId();
    const actor = `user:${userId}`;
    const deed = () => trail.hear(ContactUpdated, data.contactUpdated(tenantId), { actor });
    const end = () => trail.hear(UserDeactivated, data.userDeactivated(tenantId, { userId, at: at(-1_000) }));
    await trail.hear(ContactUpdated, data.contactUpdated(tenantId, { updatedAt: at(-60_000) }), { actor });
    if (order === 'deed first') await deed();
    await end();
    if (order === 'deactivation first') for (const _ of [1, 2]) await deed();
    const found = (await trail.alerts(tenantId, 'acting-after-deactivation')).filter(
      ({ suspect }: { suspect: string }) => suspect === actor,
    );
    expect(found, order).toMatchObject([{ severity: 'critical', status: 'open' }]);
    expect(found[0].entryIds, order).toHaveLength(1);
  }
});

test('what a user once began and what runs on for them is not acting', async () => {
  const tenantId = newId();
  const userId = newId();
  const actor = `user:${userId}`;
  await trail.hear(UserDeactivated, data.userDeactivated(tenantId, { userId, deactivatedBy: actor, at: at(-1_000) }));
  await trail.hear(BulkImportCompleted, data.imported(tenantId, { startedBy: actor, totalRows: 3 }));
  await trail.hear(ContactUpdated, data.contactUpdated(tenantId, { source: 'import' }), { actor });
  await trail.hear(WorkflowExecuted, data.executed(tenantId), { actor });
  expect(await trail.alerts(tenantId)).toEqual([]);
});

test('an unusually large import alerts by itself', async () => {
  const tenantId = newId();
  await trail.hear(BulkImportCompleted, data.imported(tenantId, { totalRows: 500 }));
  expect(await trail.alerts(tenantId)).toEqual([]);
  for (const _ of [1, 2]) await trail.hear(BulkImportCompleted, data.imported(tenantId, { totalRows: 501 }));
  expect(await trail.alerts(tenantId, 'large-import')).toMatchObject([{ severity: 'medium' }, { severity: 'medium' }]);
});

test('bounces harm the reputation of the sender, not of a user', async () => {
  const tenantId = newId();
  const bounce = () => trail.hear(NotificationBounced, data.bounced(tenantId), { actor: `user:${newId()}` });
  for (const _ of [1, 2, 3]) await bounce();
  expect(await trail.alerts(tenantId)).toMatchObject([
    { rule: 'reputation', severity: 'medium', suspect: 'service:tenant-admin-portal' },
  ]);
});

test('an endpoint that fails repeatedly alerts, for itself', async () => {
  const tenantId = newId();
  const endpointId = newId();
  await trail.hear(WebhookFailed, data.failed(tenantId, { endpointId }));
  await trail.hear(WebhookFailed, data.failed(tenantId));
  expect(await trail.alerts(tenantId)).toEqual([]);
  await trail.hear(WebhookFailed, data.failed(tenantId, { endpointId }));
  expect(await trail.alerts(tenantId)).toMatchObject([{ rule: 'endpoint-failing', severity: 'medium' }]);
});

test('a workflow that fails in a row alerts once per row, and a success ends the row', async () => {
  const tenantId = newId();
  const workflowId = newId();
  const run = (...results: ('failed' | 'succeeded' | 'cancelled')[]) =>
    results.reduce(
      (before, result) =>
        before.then(() => trail.hear(WorkflowExecuted, data.executed(tenantId, { workflowId, result }))),
      Promise.resolve<unknown>(undefined),
    );
  await run('failed', 'failed', 'succeeded', 'failed', 'cancelled', 'failed');
  expect(await trail.alerts(tenantId)).toEqual([]);
  await run('failed', 'failed', 'failed');
  expect(await trail.alerts(tenantId)).toMatchObject([
    { rule: 'workflow-failing-series', summary: 'The workflow "Welcome" failed 3 times in a row.' },
  ]);
  await run('succeeded', 'failed', 'failed', 'failed');
  expect(await trail.alerts(tenantId)).toHaveLength(2);
});

test('an alert is acknowledged once, by somebody else than the suspect', async () => {
  const tenantId = newId();
  const suspect = newId();
  const startedBy = `user:${suspect}`;
  await trail.hear(TenantCreated, data.created(tenantId));
  await trail.hear(BulkImportCompleted, data.imported(tenantId, { totalRows: 501, startedBy }));
  const [{ id }] = await trail.alerts(tenantId);
  const acknowledge = async (caller: Parameters<typeof trail.service.as>[0]) =>
    (await trail.service.as(caller)).post(`/v1/audit/alerts/${id}/acknowledge`, { note: 'A migration.' });
  expect((await acknowledge(userOf(tenantId, 'owner', suspect))).body.type).toBe('urn:crm:problem:own-alert');
  expect((await acknowledge(userOf(tenantId, 'viewer'))).status).toBe(403);
  expect((await acknowledge(userOf(newId()))).status).toBe(404);
  const done = await acknowledge(operator(tenantId));
  expect(done).toMatchObject({ status: 200, body: { status: 'acknowledged', note: 'A migration.' } });
  expect((await acknowledge(userOf(tenantId))).body.type).toBe('urn:crm:problem:alert-acknowledged');
  expect((await trail.get(tenantId, '/alerts?status=open')).items).toEqual([]);
  expect((await trail.get(tenantId, `/alerts/${id}`)).acknowledgedBy).toMatch(/^operator:/);
});
