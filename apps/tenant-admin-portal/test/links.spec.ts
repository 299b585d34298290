import {
  AuditAlertTriggered,
  BulkImportCompleted,
  ContactCreated,
  HealthScoreChanged,
  OnboardingCompleted,
  OnboardingStarted,
  PermissionPolicyChanged,
  TenantReactivated,
  TenantSuspended,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { eventually } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, Portal, type Tenant } from './portal.js';

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

const contact = (tenant: Tenant, more: { ownerId?: string; importId?: string } = {}) => ({
  tenantId: tenant.id,
  contactId: newId(),
  displayName: 'Ann Ace',
  company: 'Ace {count} Ltd',
  source: more.importId ? ('import' as const) : ('manual' as const),
  createdAt: at(),
  ...more,
});

const run = (tenant: Tenant, more: object = {}) => ({
  tenantId: tenant.id,
  workflowId: newId(),
  workflowName: 'Welcome',
  version: 1,
  runId: newId(),
  result: 'succeeded' as const,
  durationMs: 10,
  stepsDone: 2,
  notify: false,
  trigger: ContactCreated.type,
  endedAt: at(),
  ...more,
});

const roleChanged = (tenant: Tenant, userId: string, newRole = 'admin') => ({
  tenantId: tenant.id,
  userId,
  email: tenant.member.email,
  oldRole: 'member',
  newRole,
  changedBy: `user:${tenant.owner.userId}`,
  revision: 2,
});

test('user.invited: the mail carries the link, which is kept nowhere, and its state shows on the invitation', async () => {
  const tenant = portal.tenant();
  const invitationId = newId();
  const email = `new.${newId()}@acme.example`;
  const invited = {
    tenantId: tenant.id,
    userId: newId(),
    invitationId,
    email,
    name: '<b>Nora</b>',
    role: 'member',
    invitedBy: `user:${tenant.owner.userId}`,
    expiresAt: at(),
  };
  await portal.service.hear(UserInvited, invited);
  await portal.service.hear(UserInvited, invited);
  const delivery = await eventually(async () => {
    const found = await portal.get(tenant, tenant.admin, `/v1/mail/invitations/${invitationId}`);
    return found.state === 'sent' && found;
  });
  expect(delivery).toMatchObject({
    kind: 'invitation',
    recipient: email,
    attempts: 1,
    response: expect.stringContaining('250'),
  });
  await portal.quiet();
  const [mail, ...more] = portal.mailsTo({ email });
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ subject: 'Your invitation', messageId: `<${delivery.id}@crm.example>` });
  expect(mail?.links).toContain(`https://portal.example/accept?token=secret-${invitationId}&x=1`);
  expect(mail?.html).toContain('&lt;b&gt;Nora');
  const kept = await portal.service.sql('SELECT * FROM mail_delivery, timers');
  expect(JSON.stringify(kept)).not.toContain('secret-');
  expect(JSON.stringify(await portal.get(tenant, tenant.admin, '/v1/mail'))).not.toContain('secret-');
});

test('user.invited: an invitation that was withdrawn meanwhile is not mailed', async () => {
  const tenant = portal.tenant();
  const invitationId = newId();
  portal.invitations.set(invitationId, 'revoked');
  const email = `gone.${newId()}@acme.example`;
  await portal.service.hear(UserInvited, {
    tenantId: tenant.id,
    userId: newId(),
    invitationId,
    email,
    name: 'Nora',
    role: 'member',
    invitedBy: 'service:user-auth',
    expiresAt: at(),
  });
  await eventually(async () => {
    const { state, response } = await portal.get(tenant, tenant.admin, `/v1/mail/invitations/${invitationId}`);
    return state === 'cancelled' && response === 'The invitation is revoked.';
  });
  expect(portal.mailsTo({ email })).toEqual([]);
});

test('user-role.changed: the user is told the old role, the new one, and by whom', async () => {
  const tenant = portal.tenant();
  await portal.service.hear(UserRoleChanged, roleChanged(tenant, tenant.member.userId, 'admin {count}'));
  const notice = await portal.notice(tenant, tenant.member, 'Your role is now admin {count}');
  expect(notice.text).toBe('It was member before. Changed by The owner.');
  expect(await portal.notices(tenant, tenant.admin)).toEqual([]);
});

test('who has come within the last second is told all the same', async () => {
  const tenant = portal.tenant();
  await portal.service.hear(UserRoleChanged, roleChanged(tenant, tenant.member.userId));
  await portal.notice(tenant, tenant.member, 'Your role is now admin');
  const newcomer = { ...tenant.member, userId: newId(), email: `${newId()}@acme.example` };
  portal.users.get(tenant.id)?.push(newcomer);
  await portal.service.hear(UserRoleChanged, roleChanged(tenant, newcomer.userId));
  await portal.notice(tenant, newcomer, 'Your role is now admin');
});

test('user.deactivated: preferences and digests are dropped, unread notices go to the remaining admins', async () => {
  const tenant = portal.tenant();
  const { member, admin, owner } = tenant;
  const client = await portal.as(tenant, member);
  const chosen = await client.put('/v1/preferences', {
    timeZone: 'Europe/Berlin',
    channels: { contacts: { inApp: true, mail: 'daily' } },
  });
  expect(chosen).toMatchObject({ status: 200, body: { version: 1 } });
  await portal.service.hear(ContactCreated, contact(tenant, { ownerId: member.userId }));
  const unread = await portal.notice(tenant, member, 'New contact');
  const digests = `SELECT 1 FROM timers WHERE kind = 'send-digest' AND key = '${member.userId}'`;
  expect(await portal.service.sql(digests)).toHaveLength(1);

  // user-auth's list may be older than the event.
  await portal.service.hear(UserDeactivated, {
    tenantId: tenant.id,
    userId: member.userId,
    email: member.email,
    role: 'member',
    deactivatedBy: `user:${owner.userId}`,
    lastAdmin: false,
    at: at(),
  });
  for (const heir of [admin, owner]) {
    const handed = await portal.notice(tenant, heir, 'New contact');
    expect(handed).toMatchObject({ state: 'unread', title: unread.title, handedOverFrom: member.userId });
  }
  await portal.quiet();
  expect(await portal.notices(tenant, member)).toEqual([]);
  expect(await portal.service.sql(digests)).toEqual([]);
  expect(await portal.get(tenant, member, '/v1/preferences')).toMatchObject({ version: 0 });
  const refused = await client.put('/v1/preferences', { timeZone: 'UTC' });
  expect(refused).toMatchObject({ status: 403, body: { type: 'urn:crm:problem:user-has-left' } });

  // What comes for the user afterwards goes to the admins at once.
  const late = { ...contact(tenant, { ownerId: member.userId }), displayName: 'Late Lee' };
  await portal.service.hear(ContactCreated, late);
  await portal.notice(tenant, admin, 'Late Lee');
});

test('tenant.suspended and tenant.reactivated: banner, mail to the owners, held notices released in order', async () => {
  const tenant = portal.tenant();
  const { owner, admin } = tenant;
  await portal.service.hear(TenantSuspended, { tenantId: tenant.id, reason: 'Unpaid.', revision: 2, at: at() });
  expect(await portal.get(tenant, admin, '/v1/home')).toMatchObject({
    banner: { kind: 'suspended', reason: 'Unpaid.' },
  });
  await eventually(() => portal.mailsTo(owner, 'suspended').length === 1);
  expect(portal.mailsTo(owner, 'suspended')[0]?.text).toContain('Unpaid.');
  expect(portal.mailsTo(admin)).toEqual([]);

  for (const name of ['First', 'Second', 'Third']) {
    await portal.service.hear(WorkflowExecuted, run(tenant, { workflowName: name, result: 'failed', error: 'No.' }));
    await portal.notice(tenant, admin, name, 'held');
  }
  expect(await portal.notices(tenant, admin)).toEqual([]);
  const [held] = await portal.notices(tenant, admin, 'held');
  expect((await (await portal.as(tenant, admin)).post(`/v1/notifications/${held.id}/read`)).status).toBe(404);

  // A newer reactivation is not undone by an older suspension, in whatever order they come.
  await portal.service.hear(TenantReactivated, { tenantId: tenant.id, reason: 'Paid.', revision: 4, at: at() });
  await portal.service.hear(TenantSuspended, { tenantId: tenant.id, reason: 'Old.', revision: 3, at: at() });
  expect(await portal.get(tenant, admin, '/v1/home')).toMatchObject({ banner: null });
  await portal.notice(tenant, admin, 'Third');
  const released = await portal.notices(tenant, admin);
  expect(released.map(({ title }) => title)).toEqual(
    ['Third', 'Second', 'First'].map((name) => `The workflow ${name} has failed`),
  );
  expect(await portal.notices(tenant, admin, 'held')).toEqual([]);
  await eventually(() => portal.mailsTo(owner, 'active again').length === 1);
});

test('onboarding.started and onboarding.completed: the card appears and folds, in any order', async () => {
  for (const reversed of [false, true]) {
    const tenant = portal.tenant();
    const onboardingId = newId();
    const startedAt = at();
    const steps = [{ key: 'invite', title: 'Invite the owner', required: true }];
    const start = () =>
      portal.service.hear(OnboardingStarted, {
        tenantId: tenant.id,
        onboardingId,
        plan: 'standard',
        planVersion: 1,
        steps,
        expectedDays: 14,
        startedAt,
      });
    const complete = () =>
      portal.service.hear(OnboardingCompleted, {
        tenantId: tenant.id,
        onboardingId,
        startedAt,
        completedAt: at(),
        days: 3.2,
        skippedSteps: ['import'],
      });
    const home = () => portal.get(tenant, tenant.member, '/v1/home');
    expect(await home()).toMatchObject({ checklist: null });
    if (!reversed) {
      await start();
      expect(await home()).toMatchObject({ checklist: { status: 'running', steps, plan: 'standard' } });
    }
    await complete();
    if (reversed) await start();
    expect(await home()).toMatchObject({
      checklist: { status: 'completed', steps: [], plan: 'standard', days: 3.2, skippedSteps: ['import'] },
    });
    const told = await portal.notice(tenant, tenant.owner, 'onboarding is completed');
    expect(told.text).toContain('3 days');
    await portal.quiet();
    expect(await portal.notices(tenant, tenant.admin)).toEqual([]);
  }
});

test('contact.created: counter, the owner is told, and an import is one notice that counts up in place', async () => {
  const tenant = portal.tenant();
  const { member, admin } = tenant;
  await portal.service.hear(ContactCreated, contact(tenant, { ownerId: member.userId }));
  expect(await portal.notice(tenant, member, 'Ann Ace (Ace {count} Ltd)')).toMatchObject({ severity: 'info' });

  const importId = newId();
  const ids = [];
  for (let count = 0; count < 20; count += 1) {
    ids.push(portal.service.broker.publish(ContactCreated, contact(tenant, { importId })).id);
  }
  for (const id of ids) expect(await portal.service.settled(id)).toBe('handled');
  const notice = await portal.notice(tenant, admin, 'New contacts from an import: 20');
  await portal.service.hear(ContactCreated, contact(tenant, { importId }));
  const updated = await portal.notice(tenant, admin, 'New contacts from an import: 21');
  expect(updated).toMatchObject({ id: notice.id, count: 21, state: 'unread' });
  expect(await portal.notices(tenant, admin)).toHaveLength(1);
  expect(await portal.get(tenant, member, '/v1/home')).toMatchObject({
    counters: { newContacts: 22, importedContacts: 21 },
    countersToday: { newContacts: 22 },
  });
});

test('bulk-import.completed: whoever started it is told the counts, with a link to the failed rows', async () => {
  const tenant = portal.tenant();
  const importId = newId();
  await portal.service.hear(BulkImportCompleted, {
    tenantId: tenant.id,
    importId,
    kind: 'contacts',
    startedBy: `user:${tenant.member.userId}`,
    fileName: 'people.csv',
    totalRows: 10,
    acceptedRows: 8,
    rejectedRows: 2,
    completedAt: at(),
  });
  expect(await portal.notice(tenant, tenant.member, 'people.csv')).toMatchObject({
    text: '8 of 10 rows were accepted, 2 rejected.',
    link: `/v1/imports/${importId}/rows?status=rejected`,
  });
  await portal.quiet();
  expect(await portal.notices(tenant, tenant.owner)).toEqual([]);
});

test('health-score.changed: the admins are told of a drop with the two strongest reasons, and not of a rise', async () => {
  const tenant = portal.tenant();
  const change = (direction: 'up' | 'down', revision: number) => ({
    tenantId: tenant.id,
    score: 30,
    previousScore: 80,
    band: direction === 'down' ? ('critical' as const) : ('healthy' as const),
    previousBand: direction === 'down' ? ('healthy' as const) : ('critical' as const),
    direction,
    reasons: ['Strongest.', 'Second.', 'Third.'].map((text) => ({ component: 'x', points: -9, text })),
    revision,
    at: at(),
  });
  await portal.service.hear(HealthScoreChanged, change('down', 1));
  await portal.service.hear(HealthScoreChanged, change('up', 2));
  for (const user of [tenant.owner, tenant.admin]) {
    expect(await portal.notice(tenant, user, 'dropped to critical')).toMatchObject({ text: 'Strongest.\nSecond.' });
  }
  await portal.quiet();
  expect(await portal.notices(tenant, tenant.admin)).toHaveLength(1);
  expect(await portal.notices(tenant, tenant.member)).toEqual([]);
});

test('webhook.failed: one notice per endpoint, grouped, with the last error', async () => {
  const tenant = portal.tenant();
  const endpointId = newId();
  const failure = (lastError: string, when: string, endpoint = endpointId) => ({
    tenantId: tenant.id,
    endpointId: endpoint,
    messageId: newId(),
    messageType: ContactCreated.type,
    attempts: 8,
    lastError,
    endpointDisabled: false,
    at: when,
  });
  await portal.service.hear(WebhookFailed, failure('500 newest {count}', '2026-01-02T00:00:00.000Z'));
  await portal.service.hear(WebhookFailed, failure('404 older', '2026-01-01T00:00:00.000Z'));
  const notice = await portal.notice(tenant, tenant.admin, 'does not answer');
  await eventually(async () => (await portal.notice(tenant, tenant.admin, 'does not answer')).count === 2);
  const grouped = await portal.notice(tenant, tenant.admin, 'does not answer');
  expect(grouped).toMatchObject({
    id: notice.id,
    text: 'Messages not delivered: 2. The last error: 500 newest {count}',
  });
  await portal.service.hear(WebhookFailed, failure('x', at(), newId()));
  await eventually(async () => (await portal.notices(tenant, tenant.admin)).length === 2);
  expect(await portal.get(tenant, tenant.admin, '/v1/home')).toMatchObject({
    counters: { webhooksFailed: 3 },
  });
});

test('workflow.executed: a notice for failed and marked runs, counters for the rest', async () => {
  const tenant = portal.tenant();
  await portal.service.hear(WorkflowExecuted, run(tenant));
  await portal.service.hear(WorkflowExecuted, run(tenant, { notify: true, ownerId: tenant.member.userId }));
  await portal.service.hear(WorkflowExecuted, run(tenant, { result: 'failed', error: 'No such field.' }));
  expect(await portal.notice(tenant, tenant.member, 'has ended: succeeded')).toMatchObject({ severity: 'info' });
  expect(await portal.notice(tenant, tenant.admin, 'has failed')).toMatchObject({ text: 'No such field.' });
  await portal.quiet();
  expect(await portal.notices(tenant, tenant.admin)).toHaveLength(1);
  expect(await portal.get(tenant, tenant.admin, '/v1/home')).toMatchObject({
    counters: { workflowRunsSucceeded: 2, workflowRunsFailed: 1, workflowRunsCancelled: 0 },
  });
});

test('permission-policy.changed: the affected admins are told what changed, and all where none is affected', async () => {
  const tenant = portal.tenant();
  const change = (policyRevision: number, affectedUserIds: string[]) => ({
    tenantId: tenant.id,
    policyRevision,
    change: 'role-updated' as const,
    target: `support ${policyRevision}`,
    diff: [{ op: 'removed' as const, permission: 'contacts:export' }],
    affectedUserIds,
    lostAdminUserIds: [],
    changedBy: `user:${tenant.owner.userId}`,
    at: at(),
  });
  const correlationid = newId();
  await portal.service.hear(PermissionPolicyChanged, change(1, [tenant.admin.userId, tenant.member.userId]), {
    correlationid,
  });
  const notice = await portal.notice(tenant, tenant.admin, 'support 1');
  expect(notice.text).toBe('Changed by The owner. removed contacts:export');
  expect(notice.correlationId).toBe(correlationid);
  await portal.service.hear(PermissionPolicyChanged, change(2, [tenant.member.userId]));
  await portal.notice(tenant, tenant.owner, 'support 2');
  expect(await portal.notices(tenant, tenant.owner)).toHaveLength(1);
  const contained = { change: 'containment-placed' as const, target: newId() };
  await portal.service.hear(PermissionPolicyChanged, { ...change(3, [tenant.member.userId]), ...contained });
  await portal.notice(tenant, tenant.owner, 'The member was contained');
  expect(await portal.notices(tenant, tenant.member)).toEqual([]);
});

test('audit-alert.triggered: urgent, ignores quiet hours and suspension, stays unread until it is acknowledged', async () => {
  const tenant = portal.tenant();
  const admin = await portal.as(tenant, tenant.admin);
  const quietHours = { from: '00:00', to: '00:00' };
  expect((await admin.put('/v1/preferences', { timeZone: 'Asia/Tokyo', quietHours })).status).toBe(200);
  await portal.service.hear(TenantSuspended, { tenantId: tenant.id, reason: 'x', revision: 2, at: at() });
  await portal.service.hear(AuditAlertTriggered, {
    tenantId: tenant.id,
    alertId: newId(),
    rule: 'privilege-raised',
    severity: 'high',
    suspect: `user:${tenant.member.userId}`,
    summary: 'Three raises in an hour.',
    entryIds: [newId()],
    windowStart: at(),
    windowEnd: at(),
  });
  const alert = await portal.notice(tenant, tenant.admin, 'Three raises');
  expect(alert).toMatchObject({ severity: 'urgent', mustAcknowledge: true, state: 'unread' });
  expect((await admin.post(`/v1/notifications/${alert.id}/read`)).body).toMatchObject({ state: 'unread' });
  expect((await admin.post('/v1/notifications/read-all')).body).toMatchObject({ toAcknowledge: 1 });
  const acknowledged = await admin.post(`/v1/notifications/${alert.id}/acknowledge`);
  expect(acknowledged.body).toMatchObject({ state: 'read', acknowledgedAt: expect.any(String) });
  expect((await admin.post(`/v1/notifications/${alert.id}/acknowledge`)).body).toEqual(acknowledged.body);
  expect(await portal.get(tenant, tenant.admin, '/v1/home')).toMatchObject({ notices: { toAcknowledge: 0 } });
});
