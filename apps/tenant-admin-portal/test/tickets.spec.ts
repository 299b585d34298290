import { PermissionPolicyChanged, TenantSuspended, UserDeactivated, UserRoleChanged, WebhookFailed } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, operator, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, Portal, type Tenant } from './portal.js';
import { type OpenedBy, StreamReader } from './stream-reader.js';

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

const feed = (by: OpenedBy): Promise<StreamReader> => StreamReader.open(portal.service, '/v1/feed/stream', by);
const live = (by: OpenedBy): Promise<StreamReader> => StreamReader.open(portal.service, '/v1/live/stream', by);
const adminOf = ({ id, admin }: Tenant) => userOf(id, 'admin', admin.userId);

async function ticketOf(caller: Parameters<typeof portal.service.as>[0], stream = 'feed'): Promise<string> {
  const { status, body } = await (await portal.service.as(caller)).post('/v1/live/tickets', { stream });
  expect(status).toBe(201);
  return body.ticket;
}

const failure = (tenantId: string) => ({
  tenantId,
  endpointId: newId(),
  messageId: newId(),
  messageType: 'crm.contact.created.v1',
  attempts: 8,
  lastError: '500',
  endpointDisabled: false,
  at: at(),
});

test('a ticket opens its stream once, as its caller', async () => {
  const tenant = portal.tenant();
  const ticket = await ticketOf(adminOf(tenant));
  expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const reader = await feed({ ticket });
  expect(reader.status).toBe(200);
  await portal.service.hear(WebhookFailed, failure(tenant.id));
  await eventually(() => reader.events.length === 1);
  reader.close();
  expect((await feed({ ticket })).status).toBe(401);
  const ofOperator = await live({ ticket: await ticketOf(operator(), 'live') });
  expect(ofOperator.status).toBe(200);
  ofOperator.close();
});

test('of many that come with one ticket at once, one gets in', async () => {
  const ticket = await ticketOf(adminOf(portal.tenant()));
  const readers = await Promise.all(Array.from({ length: 12 }, () => feed({ ticket })));
  expect(readers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(401)]);
  for (const reader of readers) reader.close();
});

test('a ticket that is wrong, expired, of another stream or of somebody else opens nothing', async () => {
  const tenant = portal.tenant();
  const [own, other] = [await ticketOf(adminOf(tenant)), await ticketOf(operator(), 'live')];
  expect((await feed({ ticket: 'A'.repeat(43) })).status).toBe(401);
  expect((await feed({ ticket: '' })).status).toBe(401);
  expect((await feed({ ticket: other })).status).toBe(401);
  expect((await live({ ticket: own })).status).toBe(401);
  expect((await feed({ ticket: own, caller: userOf(tenant.id, 'owner', tenant.owner.userId) })).status).toBe(401);
  await portal.service.sql("UPDATE stream_ticket SET expires_at = now() - interval '1 second'");
  expect((await feed({ ticket: own })).status).toBe(401);
  const ended = { ...adminOf(tenant), tokenExpiresAt: Math.floor(Date.now() / 1_000) - 1 };
  expect((await feed({ ticket: await ticketOf(ended) })).status).toBe(401);
});

test('a ticket is kept as a hash alone, and a repeated request does not tell it again', async () => {
  const client = await portal.service.as(adminOf(portal.tenant()));
  const headers = { 'idempotency-key': newId() };
  const { body } = await client.post('/v1/live/tickets', { stream: 'feed' }, { headers });
  const again = await client.post('/v1/live/tickets', { stream: 'feed' }, { headers });
  expect(again.body.ticket).not.toBe(body.ticket);
  const kept = await portal.service.sql<{ text: string }>(
    'SELECT row_to_json(t)::text AS text FROM stream_ticket t UNION ALL SELECT response::text FROM idempotency_keys',
  );
  expect(kept.map(({ text }) => text).join()).not.toContain(body.ticket);
});

test('who may not read a stream gets no ticket for it', async () => {
  const tenant = portal.tenant();
  const asked = async (caller: Parameters<typeof portal.service.as>[0], stream: unknown): Promise<number> =>
    (await (await portal.service.as(caller)).post('/v1/live/tickets', { stream })).status;
  expect(await asked(userWith(tenant.id, ['contacts:read']), 'feed')).toBe(403);
  expect(await asked(adminOf(tenant), 'live')).toBe(403);
  expect(await asked(operator(), 'feed')).toBe(403);
  expect(await asked(operator(tenant.id), 'feed')).toBe(201);
  expect(await asked(adminOf(tenant), 'other')).toBe(400);
  expect((await (await portal.service.anonymous()).post('/v1/live/tickets', { stream: 'feed' })).status).toBe(401);
});

const losses = {
  deactivated: ({ id, admin }: Tenant) =>
    portal.service.hear(UserDeactivated, {
      tenantId: id,
      userId: admin.userId,
      email: admin.email,
      role: 'admin',
      deactivatedBy: 'service:x',
      lastAdmin: false,
      at: at(),
    }),
  'given another role': ({ id, admin }: Tenant) =>
    portal.service.hear(UserRoleChanged, {
      tenantId: id,
      userId: admin.userId,
      email: admin.email,
      oldRole: 'admin',
      newRole: 'viewer',
      changedBy: 'service:x',
      revision: 2,
    }),
  'under another policy': ({ id }: Tenant) =>
    portal.service.hear(PermissionPolicyChanged, {
      tenantId: id,
      policyRevision: 2,
      change: 'role-updated',
      target: 'admin',
      diff: [],
      affectedUserIds: [],
      lostAdminUserIds: [],
      changedBy: 'service:x',
      at: at(),
    }),
  suspended: ({ id }: Tenant) =>
    portal.service.hear(TenantSuspended, {
      tenantId: id,
      reason: 'overdue',
      revision: 2,
      at: at(),
    }),
};

test.each(Object.entries(losses))('who is %s loses the stream within a second, and a ticket too', async (_, lose) => {
  const tenant = portal.tenant();
  const [reader, ticket] = [await feed({ caller: adminOf(tenant) }), await ticketOf(adminOf(tenant))];
  await lose(tenant);
  await eventually(() => reader.ended, { timeoutMs: 1_000 });
  expect((await feed({ ticket })).status).toBe(401);
});

test('a stream ends when the token of its reader would have', async () => {
  const caller = { ...adminOf(portal.tenant()), tokenExpiresAt: Math.floor(Date.now() / 1_000) + 2 };
  const readers = [await feed({ caller }), await feed({ ticket: await ticketOf(caller) })];
  expect(readers.map(({ status }) => status)).toEqual([200, 200]);
  await eventually(() => readers.every(({ ended }) => ended), { timeoutMs: 3_000 });
});
