import { UserRoleChanged, WorkflowExecuted } from '@crm/events';
import { newId } from '@crm/platform';
import { type Answer, eventually, operator, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, Portal, type Tenant } from './portal.js';

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

async function tell(tenant: Tenant, title: string, more: object = {}): Promise<string[]> {
  const engine = await portal.service.fromService('workflow-engine', tenant.id);
  const body = { title, text: 'Text.', severity: 'info', userId: tenant.member.userId, dedupeKey: newId(), ...more };
  const { status, body: answer } = await engine.post('/internal/notifications', body);
  expect(status).toBe(201);
  return answer.notificationIds;
}

test('notify tells the user, or the admins, once per key', async () => {
  const tenant = portal.tenant();
  const more = { dedupeKey: 'run 1 step 2', severity: 'high' };
  const [id, ...others] = await tell(tenant, 'Call {count}', more);
  expect(others).toEqual([]);
  expect(await tell(tenant, 'Something else', more)).toEqual([id]);
  expect(await portal.get(tenant, tenant.member, `/v1/notifications/${id}`)).toMatchObject({
    title: 'Call {count}',
    why: 'It concerns you: those concerned are notified of messages from workflows (topic workflows in your preferences).',
  });
  const admins = await tell(tenant, 'To all', { userId: undefined });
  expect(admins).toHaveLength(2);
  const both = await Promise.all([1, 2, 3, 4].map(() => tell(tenant, 'At once', { dedupeKey: 'same' })));
  expect(new Set(both.flat()).size).toBe(1);
  const gateway = await portal.as(tenant, tenant.owner);
  expect((await gateway.post('/internal/notifications', {})).status).toBe(403);
  const engine = await portal.service.fromService('workflow-engine', tenant.id);
  expect((await engine.post('/internal/notifications', { title: '', severity: 'urgent' })).status).toBe(400);
});

test('unread come first, each part newest first, page by page', async () => {
  const tenant = portal.tenant();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(...(await tell(tenant, name)));
  const client = await portal.as(tenant, tenant.member);
  for (const index of [4, 2]) {
    const read = await client.post(`/v1/notifications/${ids[index]}/read`);
    expect(read).toMatchObject({ status: 200, body: { state: 'read', version: 2 } });
  }
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: Answer<{ items: { title: string }[]; nextCursor: string | null }> = await client.get(
      `/v1/notifications?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...body.items.map(({ title }) => title));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(['d', 'b', 'a', 'e', 'c']);
  expect((await client.get('/v1/notifications/counts')).body).toEqual({ unread: 3, toAcknowledge: 0, held: 0 });
  expect((await client.get('/v1/notifications?state=read')).body.items).toHaveLength(2);
  expect((await client.get('/v1/notifications?cursor=x')).status).toBe(400);
  expect((await client.get('/v1/notifications?state=lost')).status).toBe(400);
  expect((await client.post(`/v1/notifications/${ids[0]}/acknowledge`)).body.type).toBe(
    'urn:crm:problem:nothing-to-acknowledge',
  );
  expect((await client.post('/v1/notifications/read-all')).body).toMatchObject({ unread: 0 });
});

test("nobody reads another's notices, in the tenant or outside of it", async () => {
  const tenant = portal.tenant();
  const [id] = await tell(tenant, 'Mine');
  for (const caller of [
    userOf(tenant.id, 'owner', tenant.owner.userId),
    userOf(newId(), 'member', tenant.member.userId),
    operator(tenant.id),
  ]) {
    const client = await portal.service.as(caller);
    expect((await client.get(`/v1/notifications/${id}`)).status).toBe(404);
    expect((await client.post(`/v1/notifications/${id}/read`)).status).toBe(404);
    expect((await client.get('/v1/notifications')).body.items).toEqual([]);
  }
  expect((await (await portal.service.anonymous()).get('/v1/notifications')).status).toBe(401);
});

test('quiet hours hold what is not urgent, in the zone of the reader, and release it in order', async () => {
  const tenant = portal.tenant();
  const client = await portal.as(tenant, tenant.member);
  const local = (minutes: number): string =>
    new Date(Date.now() + minutes * 60_000).toLocaleTimeString('en-GB', {
      timeZone: 'America/St_Johns',
      hour: '2-digit',
      minute: '2-digit',
    });
  const choice = {
    timeZone: 'America/St_Johns',
    quietHours: { from: local(-60), to: local(60) },
    channels: { workflows: { inApp: true, mail: 'immediate' } },
  };
  expect((await client.put('/v1/preferences', choice)).status).toBe(200);
  for (const name of ['One', 'Two', 'Three']) await tell(tenant, name);
  expect(await portal.notices(tenant, tenant.member)).toEqual([]);
  expect(await portal.notices(tenant, tenant.member, 'held')).toMatchObject([
    { title: 'Three', state: 'held', heldFor: 'quiet-hours' },
    {},
    {},
  ]);
  const timers = await portal.service.sql<{ due_at: Date }>(
    `SELECT due_at FROM timers WHERE kind = 'end-quiet-hours' AND key = $1`,
    [tenant.member.userId],
  );
  const minutes = (Number(timers[0]?.due_at) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(58);
  expect(minutes).toBeLessThan(61);

  expect(portal.mailsTo(tenant.member)).toEqual([]);
  const without = { ...choice, quietHours: null };
  expect((await client.put('/v1/preferences', without, { headers: { 'if-match': '"1"' } })).body.version).toBe(2);
  expect((await client.put('/v1/preferences', without, { headers: { 'if-match': '"1"' } })).status).toBe(412);
  await eventually(async () => (await portal.notices(tenant, tenant.member)).length === 3);
  await eventually(() => portal.mailsTo(tenant.member).length === 3);
  expect(portal.mailsTo(tenant.member).map(({ subject }) => subject)).toEqual(['One', 'Two', 'Three']);
});

test('channels decide per topic, and preferences that make no sense are refused', async () => {
  const tenant = portal.tenant();
  const client = await portal.as(tenant, tenant.member);
  const choice = { timeZone: 'UTC', channels: { workflows: { inApp: false, mail: 'immediate' } } };
  expect((await client.put('/v1/preferences', choice)).status).toBe(200);
  await tell(tenant, 'By mail only');
  await eventually(() => portal.mailsTo(tenant.member, 'By mail only').length === 1);
  expect(await portal.notices(tenant, tenant.member)).toEqual([]);
  await portal.service.hear(UserRoleChanged, {
    tenantId: tenant.id,
    userId: tenant.member.userId,
    email: tenant.member.email,
    oldRole: 'member',
    newRole: 'viewer',
    changedBy: 'service:x',
    revision: 2,
  });
  await portal.notice(tenant, tenant.member, 'viewer');

  for (const wrong of [
    { timeZone: 'Mars/Olympus' },
    { timeZone: 'UTC', quietHours: { from: '24:00', to: '07:00' } },
    { timeZone: 'UTC', quietHours: 'always' },
    { timeZone: 'UTC', channels: { gossip: { inApp: true, mail: 'off' } } },
    { timeZone: 'UTC', channels: { health: { inApp: 'yes', mail: 'pigeon' } } },
    { timeZone: 'UTC', digestHour: 24 },
  ]) {
    expect((await client.put('/v1/preferences', wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  expect((await (await portal.service.as(operator(tenant.id))).get('/v1/preferences')).status).toBe(403);
  const colleague = await portal.get(tenant, tenant.admin, '/v1/preferences');
  expect(colleague).toMatchObject({ version: 0, channels: { workflows: { inApp: true, mail: 'off' } } });
});

test('while user-auth is away nothing is lost: people are told as soon as it is back', async () => {
  const tenant = portal.tenant();
  portal.peopleAreAway = true;
  try {
    await portal.service.hear(WorkflowExecuted, {
      tenantId: tenant.id,
      workflowId: newId(),
      workflowName: 'Patient',
      version: 1,
      runId: newId(),
      result: 'failed',
      durationMs: 1,
      stepsDone: 0,
      notify: false,
      trigger: 'crm.contact.created.v1',
      endedAt: at(),
    });
    await eventually(async () => {
      const rows = await portal.service.sql<{ attempts: number }>(`SELECT attempts FROM timers WHERE kind = 'fan-out'`);
      return (rows[0]?.attempts ?? 0) > 0;
    });
    expect(await portal.notices(tenant, tenant.admin)).toEqual([]);
  } finally {
    portal.peopleAreAway = false;
  }
  await portal.notice(tenant, tenant.admin, 'Patient');
});
