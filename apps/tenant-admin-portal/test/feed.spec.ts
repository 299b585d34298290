import { setTimeout as delay } from 'node:timers/promises';
import { OnboardingStarted, PermissionPolicyChanged, UserDeactivated, WebhookFailed } from '@crm/events';
import { InternalTokens, newId, type RunningService, readKeyRing, startService } from '@crm/platform';
import { eventually, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { at, Portal, type Tenant } from './portal.js';

let portal: Portal;
/** Another process's worth of the same service: same database and queue, own streams. */
let replica: RunningService;

beforeAll(async () => {
  portal = await Portal.start({ FEED_HEARTBEAT_SECONDS: '1' });
  replica = await startService(service, portal.service.env);
});
afterAll(async () => {
  await replica.stop();
  await portal.stop();
});

const failure = (tenant: Tenant) => ({
  tenantId: tenant.id,
  endpointId: newId(),
  messageId: newId(),
  messageType: 'crm.contact.created.v1',
  attempts: 8,
  lastError: '500',
  endpointDisabled: false,
  at: at(),
});

interface Reader {
  readonly status: number;
  readonly ids: string[];
  readonly heartbeats: number;
  readonly ended: boolean;
  close(): void;
}

async function read(
  tenant: Tenant,
  userId: string,
  { url = portal.service.url, lastEventId }: { url?: string; lastEventId?: string } = {},
): Promise<Reader> {
  const tokens = new InternalTokens(await readKeyRing(String(portal.service.env['KEYS_DIR']), 'api-gateway'));
  const token = await tokens.mint('tenant-admin-portal', userOf(tenant.id, 'admin', userId));
  const abort = new AbortController();
  const response = await fetch(new URL('/v1/feed/stream', url), {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const reader = {
    status: response.status,
    ids: [] as string[],
    heartbeats: 0,
    ended: false,
    close: () => abort.abort(),
  };
  const decoder = new TextDecoder();
  let text = '';
  void (async () => {
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        reader.ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => String(id));
        reader.heartbeats = [...text.matchAll(/^: heartbeat$/gm)].length;
      }
    } catch {
      // It was cut.
    }
    reader.ended = true;
  })();
  return reader;
}

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test('every event is one row with its cause, and what follows from one request is found together', async () => {
  const tenant = portal.tenant();
  const correlationid = newId();
  const started = {
    tenantId: tenant.id,
    onboardingId: newId(),
    plan: 'p',
    planVersion: 1,
    steps: [],
    expectedDays: 3,
    startedAt: at(),
  };
  const first = await portal.service.hear(OnboardingStarted, started, { correlationid });
  const caused = { correlationid, causationid: first.id, hopcount: 1 };
  const second = await portal.service.hear(WebhookFailed, failure(tenant), caused);
  portal.service.broker.publish(WebhookFailed, failure(tenant), { id: second.id });
  await portal.service.hear(WebhookFailed, failure(tenant));
  const { items } = await portal.get(tenant, tenant.admin, '/v1/feed');
  expect(items.map((row: { id: string }) => row.id)).toEqual(['3', '2', '1']);
  const chain = await portal.get(tenant, tenant.admin, `/v1/feed?correlationId=${correlationid}`);
  expect(chain.items).toMatchObject([
    {
      type: WebhookFailed.type,
      eventId: second.id,
      cause: { correlationId: correlationid, causationId: first.id, hopCount: 1 },
    },
    { type: OnboardingStarted.type, eventId: first.id, cause: { causationId: null, hopCount: 0 } },
  ]);
  const page = await portal.get(tenant, tenant.admin, '/v1/feed?limit=2');
  expect((await portal.get(tenant, tenant.admin, `/v1/feed?cursor=${page.nextCursor}`)).items).toMatchObject([
    { id: '1' },
  ]);
  const admin = await portal.as(tenant, tenant.admin);
  expect((await admin.get('/v1/feed?cursor=x')).status).toBe(400);
  expect((await (await portal.as(tenant, tenant.member)).get('/v1/feed')).status).toBe(403);
  expect((await (await portal.service.as(userOf(newId()))).get('/v1/feed')).body.items).toEqual([]);
});

test('news reach the connected admins of their tenant within a second, on every replica', async () => {
  const [tenant, other] = [portal.tenant(), portal.tenant()];
  const here = await read(tenant, tenant.admin.userId);
  const there = await read(tenant, tenant.owner.userId, { url: replica.url });
  const stranger = await read(other, other.admin.userId);
  const waits: number[] = [];
  for (let row = 1; row <= 5; row += 1) {
    const { id } = portal.service.broker.publish(WebhookFailed, failure(tenant));
    await portal.service.settled(id);
    const from = performance.now();
    await eventually(() => here.ids.length === row && there.ids.length === row, { pauseMs: 5 });
    waits.push(performance.now() - from);
  }
  expect(Math.max(...waits)).toBeLessThan(1_000);
  expect(here.ids).toEqual(numbers(1, 5));
  expect(there.ids).toEqual(numbers(1, 5));
  await eventually(() => here.heartbeats > 0);
  expect(stranger.ids).toEqual([]);
  for (const reader of [here, there, stranger]) reader.close();
});

test('a reader that comes back goes on exactly behind the row it names, also while rows keep coming', async () => {
  const tenant = portal.tenant();
  const total = 150;
  const ids: string[] = [];
  for (let row = 0; row < total / 2; row += 1)
    ids.push(portal.service.broker.publish(WebhookFailed, failure(tenant)).id);
  await portal.service.settled(String(ids[10]));
  const reader = await read(tenant, tenant.admin.userId, { lastEventId: '0' });
  for (let row = 0; row < total / 2; row += 1)
    ids.push(portal.service.broker.publish(WebhookFailed, failure(tenant)).id);
  await eventually(() => reader.ids.length >= 20);
  reader.close();
  const last = String(reader.ids.at(-1));
  const again = await read(tenant, tenant.admin.userId, { lastEventId: last, url: replica.url });
  for (const id of ids) await portal.service.settled(id);
  await eventually(() => again.ids.at(-1) === String(total));
  expect([...reader.ids, ...again.ids]).toEqual(numbers(1, total));
  again.close();
  const wrong = await read(tenant, tenant.admin.userId, { lastEventId: 'x' });
  expect(wrong.status).toBe(400);
});

test('the streams of a deactivated user are cut within a second, on every replica, and stay closed', async () => {
  const tenant = portal.tenant();
  const { admin, owner } = tenant;
  const readers = [await read(tenant, admin.userId), await read(tenant, admin.userId, { url: replica.url })];
  const bystander = await read(tenant, owner.userId);
  const deactivated = {
    tenantId: tenant.id,
    userId: admin.userId,
    email: admin.email,
    role: 'admin',
    deactivatedBy: `user:${owner.userId}`,
    lastAdmin: false,
    at: at(),
  };
  await portal.service.hear(UserDeactivated, deactivated);
  await eventually(() => readers.every(({ ended }) => ended), { timeoutMs: 1_000 });
  expect(readers.map(({ ids }) => ids)).toEqual([[], []]);
  await eventually(() => bystander.ids.length === 1);
  expect(bystander.ended).toBe(false);
  expect((await read(tenant, admin.userId, { lastEventId: '0' })).status).toBe(403);
  bystander.close();
});

test('a change of policy lets readers come back with what they may by then', async () => {
  const tenant = portal.tenant();
  const reader = await read(tenant, tenant.admin.userId);
  await portal.service.hear(PermissionPolicyChanged, {
    tenantId: tenant.id,
    policyRevision: 2,
    change: 'role-updated',
    target: 'admin',
    diff: [],
    affectedUserIds: [],
    lostAdminUserIds: [],
    changedBy: 'service:x',
    at: at(),
  });
  await eventually(() => reader.ended);
  expect(reader.ids).toEqual(['1']);
});

test('a reader that does not read holds up nobody, and one user holds five streams at most', async () => {
  const tenant = portal.tenant();
  const readers: Reader[] = [];
  for (let count = 0; count < 6; count += 1) readers.push(await read(tenant, tenant.admin.userId));
  await eventually(() => readers[0]?.ended);
  expect(readers.slice(1).every(({ ended }) => !ended)).toBe(true);
  for (const reader of readers) reader.close();
});

test('the service stops although streams are open', async () => {
  const tenant = portal.tenant();
  const reader = await read(tenant, tenant.admin.userId);
  await delay(50);
  const from = performance.now();
  await portal.service.halt();
  expect(performance.now() - from).toBeLessThan(5_000);
  await eventually(() => reader.ended);
  await portal.service.start();
});
