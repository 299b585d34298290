import {
  BulkImportCompleted,
  ContactUpdated,
  CustomerProfileMerged,
  NotificationBounced,
  OnboardingStarted,
  PermissionPolicyChanged,
  TenantCreated,
  TenantDeactivated,
  TenantSuspended,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookDelivered,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, data, email, TrailWorld } from './trail.js';

let trail: TrailWorld;
beforeAll(async () => {
  trail = await TrailWorld.open();
});
afterAll(() => trail.stop());

test('a new tenant has an open log with its first entry and checkpoint', async () => {
  const tenantId = newId();
  const event = await trail.hear(TenantCreated, data.created(tenantId));
  expect(await trail.get(tenantId, '/log')).toMatchObject({ status: 'open', entries: 1, finalExport: null });
  const entry = await trail.last(tenantId);
  expect(entry).toMatchObject({
    position: 1,
    type: TenantCreated.type,
    target: { kind: 'tenant', id: tenantId },
    sentence: 'A user created the tenant Acme on the plan growth, with Olivia Owner as its owner.',
    eventId: event.id,
    correlationId: event.correlationid,
    afterSeal: false,
    previousHash: '0'.repeat(64),
  });
  const { items } = await trail.get(tenantId, '/checkpoints');
  expect(items).toMatchObject([{ cause: 'opened', position: 1, hash: entry.hash }]);
});

test('a suspension forces a checkpoint', async () => {
  const tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
  await trail.hear(TenantSuspended, data.suspended(tenantId));
  const entry = await trail.last(tenantId);
  expect(entry.sentence).toBe('A user suspended Acme: Overdue.');
  const { items } = await trail.get(tenantId, '/checkpoints');
  expect(items[0]).toMatchObject({ cause: 'suspended', position: 2, hash: entry.hash });
});

test('a closed tenant`s log is sealed and offered, and what is told later is kept and marked', async () => {
  const tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
  const closing = data.deactivated(tenantId);
  await trail.hear(TenantDeactivated, closing);
  const log = await trail.get(tenantId, '/log');
  expect(log).toMatchObject({
    status: 'sealed',
    sealedAt: closing.at,
    finalExport: { path: '/v1/audit/export', offeredAt: expect.any(String) },
  });
  expect(Date.parse(log.retentionUntil) - Date.parse(closing.at)).toBe(2_557 * 86_400_000);
  expect((await trail.get(tenantId, '/checkpoints')).items[0]).toMatchObject({ cause: 'sealed', position: 2 });

  await trail.hear(WebhookDelivered, data.delivered(tenantId));
  expect(await trail.last(tenantId)).toMatchObject({ position: 3, afterSeal: true });
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true, entries: 3 });
});

test('an invitation tells who, whom and as what, and is on the timelines of both', async () => {
  const tenantId = newId();
  const owner = newId();
  await trail.hear(UserInvited, data.invited(tenantId, { userId: owner, name: 'Olivia Owner', role: 'owner' }));
  const invited = data.invited(tenantId, { invitedBy: `user:${owner}`, role: 'admin' });
  await trail.hear(UserInvited, invited);
  const entry = await trail.last(tenantId);
  expect(entry).toMatchObject({
    actor: `user:${owner}`,
    target: { kind: 'user', id: invited.userId },
    sentence: `Olivia Owner invited Bob Baker (${email}) as admin.`,
    detail: { role: 'admin', email },
  });
  for (const id of [owner, invited.userId]) {
    expect((await trail.get(tenantId, `/timelines/user/${id}`)).items[0].id).toBe(entry.id);
  }
});

test('a role change tells both roles', async () => {
  const tenantId = newId();
  const changed = data.roleChanged(tenantId);
  await trail.hear(UserRoleChanged, changed);
  expect(await trail.last(tenantId)).toMatchObject({
    actor: changed.changedBy,
    sentence: `A user changed the role of ${email} from member to admin.`,
    detail: { oldRole: 'member', newRole: 'admin' },
  });
});

test('the timeline of a deactivated user is frozen', async () => {
  const tenantId = newId();
  const gone = data.userDeactivated(tenantId, { reason: 'Moved on' });
  await trail.hear(UserDeactivated, gone);
  const timeline = await trail.get(tenantId, `/timelines/user/${gone.userId}`);
  expect(timeline).toMatchObject({ frozenAt: gone.at, items: [{ detail: { reason: 'Moved on', lastAdmin: false } }] });
});

test('a change of the policy keeps its diff, and a containment is on the timeline of the contained', async () => {
  const tenantId = newId();
  await trail.hear(PermissionPolicyChanged, data.policyChanged(tenantId));
  expect(await trail.last(tenantId)).toMatchObject({
    target: { kind: 'role', id: 'support' },
    detail: { change: 'role-created', policyRevision: 2, diff: [{ op: 'added', permission: 'contacts:read' }] },
  });
  const userId = newId();
  const placed = { change: 'containment-placed' as const, target: newId(), affectedUserIds: [userId] };
  await trail.hear(PermissionPolicyChanged, data.policyChanged(tenantId, placed));
  const { items } = await trail.get(tenantId, `/timelines/user/${userId}`);
  expect(items[0].target).toEqual({ kind: 'containment', id: placed.target });
});

test('an import is linked to its row report', async () => {
  const tenantId = newId();
  const imported = data.imported(tenantId);
  await trail.hear(BulkImportCompleted, imported);
  expect(await trail.last(tenantId)).toMatchObject({
    sentence: 'A user imported 1,000 rows of contacts from contacts.csv: 990 accepted, 10 rejected.',
    detail: { rowReport: `/v1/imports/${imported.importId}/rows`, rejectedRows: 10 },
  });
});

test('a changed contact is told by the names of its fields', async () => {
  const tenantId = newId();
  const changed = data.contactUpdated(tenantId);
  await trail.hear(ContactUpdated, changed);
  expect(await trail.last(tenantId)).toMatchObject({
    target: { kind: 'contact', id: changed.contactId },
    detail: { changedFields: ['firstName', 'email'], version: 2, source: 'manual' },
  });
});

test('a merge is on the timelines of the survivor and of the merged', async () => {
  const tenantId = newId();
  const merged = data.merged(tenantId, { mergedIds: [newId(), newId()] });
  await trail.hear(CustomerProfileMerged, merged);
  for (const id of [merged.survivorId, ...merged.mergedIds]) {
    const { items } = await trail.get(tenantId, `/timelines/contact/${id}`);
    expect(items).toMatchObject([{ detail: { survivorId: merged.survivorId, mergedIds: merged.mergedIds } }]);
  }
});

test('an onboarding opens the lifecycle timeline, on which the tenant`s creation is, too', async () => {
  const tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
  expect(await trail.get(tenantId, `/timelines/tenant/${tenantId}`)).toMatchObject({ openedAt: null });
  const started = data.onboarding(tenantId);
  await trail.hear(OnboardingStarted, started);
  const lifecycle = await trail.get(tenantId, `/timelines/tenant/${tenantId}`);
  expect(lifecycle).toMatchObject({ openedAt: started.startedAt, frozenAt: null });
  expect(lifecycle.items.map(({ type }: { type: string }) => type)).toEqual([
    OnboardingStarted.type,
    TenantCreated.type,
  ]);
  const closing = data.deactivated(tenantId);
  await trail.hear(TenantDeactivated, closing);
  expect(await trail.get(tenantId, `/timelines/tenant/${tenantId}`)).toMatchObject({ frozenAt: closing.at });
});

test('deliveries are evidence: endpoint, message, status; failures and runs are kept as they ended', async () => {
  const tenantId = newId();
  const delivered = data.delivered(tenantId);
  await trail.hear(WebhookDelivered, delivered);
  const { endpointId, messageId } = delivered;
  expect((await trail.get(tenantId, `/timelines/endpoint/${endpointId}`)).items).toMatchObject([
    { actor: 'service:integration-gateway', detail: { messageId, status: 204, latencyMs: 35 } },
  ]);
  await trail.hear(WebhookFailed, data.failed(tenantId, { endpointId }));
  expect(await trail.last(tenantId)).toMatchObject({ detail: { lastError: 'status 500', attempts: 8 } });
  await trail.hear(NotificationBounced, data.bounced(tenantId));
  expect(await trail.last(tenantId)).toMatchObject({ detail: { recipient: email, kind: 'hard' } });
  const executed = data.executed(tenantId);
  await trail.hear(WorkflowExecuted, executed);
  expect(await trail.last(tenantId)).toMatchObject({
    target: { kind: 'workflow', id: executed.workflowId },
    sentence: 'The workflow "Welcome" (version 1) succeeded after 2 steps in 120 ms.',
    detail: { runId: executed.runId, version: 1, result: 'succeeded', durationMs: 120 },
  });
});

test('an event that is told twice is one entry', async () => {
  const tenantId = newId();
  const first = await trail.hear(ContactUpdated, data.contactUpdated(tenantId));
  trail.service.broker.publish(ContactUpdated, first.data as ContactUpdated, { id: first.id });
  await trail.hear(ContactUpdated, data.contactUpdated(tenantId));
  expect((await trail.get(tenantId, '/log')).entries).toBe(2);
});

test('entries of many events at once have positions without gaps', async () => {
  const tenantId = newId();
  await Promise.all(Array.from({ length: 40 }, () => trail.hear(ContactUpdated, data.contactUpdated(tenantId))));
  const { items } = await trail.get(tenantId, '/entries?limit=100');
  const positions = items.map(({ position }: { position: number }) => position);
  expect(positions).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
  const ends = { first: items.at(-1).hash, head: items[0].hash };
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true, entries: 40, ...ends });
});

test('texts that PostgreSQL cannot keep as they are do not break the chain', async () => {
  const tenantId = newId();
  const lastError = `half a smile \ud83d and more \ud83d\ude00`;
  const sent = await trail.hear(WebhookFailed, data.failed(tenantId, { lastError }));
  expect(sent.id).toBeDefined();
  expect((await trail.last(tenantId)).detail.lastError).toBe('half a smile \ufffd and more \ud83d\ude00');
  expect(await trail.get(tenantId, '/verify')).toMatchObject({ ok: true });
});

test('entries are found by actor, type, target, time and words, page by page', async () => {
  const tenantId = newId();
  const actor = `user:${newId()}`;
  const contactId = newId();
  await trail.hear(UserInvited, data.invited(tenantId, { invitedBy: actor, name: 'Zoë 100%' }));
  await trail.hear(ContactUpdated, data.contactUpdated(tenantId, { contactId, updatedAt: at(-3_600_000) }));
  await trail.hear(ContactUpdated, data.contactUpdated(tenantId));
  const count = async (query: string) => (await trail.get(tenantId, `/entries?${query}`)).items.length;
  expect(await count(`actor=${actor}`)).toBe(1);
  expect(await count('type=contact.updated')).toBe(2);
  expect(await count(`type=${ContactUpdated.type}`)).toBe(2);
  expect(await count('target=contact')).toBe(2);
  expect(await count(`target=contact:${contactId}`)).toBe(1);
  expect(await count(`from=${at(-60_000)}`)).toBe(2);
  expect(await count(`to=${at(-60_000)}`)).toBe(1);
  expect(await count('q=INVITED%20zo%C3%AB')).toBe(1);
  expect(await count('q=100%25')).toBe(1);
  expect(await count('q=10_%25')).toBe(0);
  expect(await count('q=nothing%20like%20this')).toBe(0);

  const first = await trail.get(tenantId, '/entries?limit=2');
  const rest = await trail.get(tenantId, `/entries?limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items].map(({ position }) => position)).toEqual([3, 2, 1]);
  const id = first.items[0].id;
  expect(await trail.get(tenantId, `/entries/${id}`)).toEqual(first.items[0]);
});

test('a wrong filter is refused with its name', async () => {
  const client = await trail.service.as(userOf(newId()));
  const field = async (query: string) => {
    const { status, body } = await client.get(`/v1/audit/entries?${query}`);
    expect(status, query).toBe(400);
    return body.errors[0].field;
  };
  expect(await field('from=yesterday')).toBe('from');
  expect(await field('target=Contact!')).toBe('target');
  expect(await field('limit=0')).toBe('limit');
  expect(await field('cursor=x')).toBe('cursor');
  expect(await field('colour=red')).toBe('colour');
  expect((await client.get('/v1/audit/entries/1')).status).toBe(400);
});

test("another tenant's log does not exist, and without the permission none", async () => {
  const tenantId = newId();
  await trail.hear(TenantCreated, data.created(tenantId));
  const { id } = await trail.last(tenantId);
  const stranger = await trail.service.as(userOf(newId()));
  for (const path of [`entries/${id}`, 'log', 'verify', 'export', `timelines/tenant/${tenantId}`]) {
    expect((await stranger.get(`/v1/audit/${path}`)).status, path).toBe(404);
  }
  for (const path of ['entries', 'checkpoints', 'alerts']) {
    expect((await stranger.get(`/v1/audit/${path}`)).body.items, path).toEqual([]);
  }
  const member = await trail.service.as(userWith(tenantId, ['contacts:read']));
  expect((await member.get('/v1/audit/entries')).status).toBe(403);
  expect((await (await trail.service.anonymous()).get('/v1/audit/entries')).status).toBe(401);
});
