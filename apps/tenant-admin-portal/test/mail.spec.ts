import { HealthScoreChanged, NotificationBounced, TenantSuspended, UserInvited } from '@crm/events';
import { newId } from '@crm/platform';
import { eventually, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, Portal, type Tenant } from './portal.js';

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

async function invite(tenant: Tenant, email: string): Promise<string> {
  const invitationId = newId();
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
  return invitationId;
}

const delivery = (tenant: Tenant, invitationId: string, state: string) =>
  eventually(async () => {
    const found = await portal.get(tenant, tenant.admin, `/v1/mail/invitations/${invitationId}`);
    return found.state === state && found;
  });

const bounces = async (tenant: Tenant) =>
  (await portal.service.said(NotificationBounced)).filter(({ tenantid }) => tenantid === tenant.id);

test('a refusal for good is said once, and the address is not mailed again until an admin takes it off the list', async () => {
  const tenant = portal.tenant();
  const email = `Bounce.${newId()}@acme.example`;
  const first = await delivery(tenant, await invite(tenant, email), 'bounced');
  expect(first).toMatchObject({ bounceKind: 'hard', status: '5.1.1', response: '550 5.1.1 No such user', attempts: 1 });
  const [event, ...others] = await bounces(tenant);
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    subject: first.id,
    hopcount: 1,
    data: {
      notificationId: first.id,
      recipient: email,
      kind: 'hard',
      status: '5.1.1',
      diagnostic: '550 5.1.1 No such user',
    },
  });
  expect(event?.causationid).toBeDefined();

  const second = await delivery(tenant, await invite(tenant, email.toUpperCase()), 'bounced');
  expect(second).toMatchObject({ bounceKind: 'suppressed', attempts: 1 });
  expect((await bounces(tenant)).map(({ data }) => data.kind)).toEqual(['hard', 'suppressed']);

  const { items } = await portal.get(tenant, tenant.admin, '/v1/mail/suppressions');
  expect(items).toMatchObject([{ address: email.toLowerCase(), kind: 'hard', deliveryId: first.id }]);
  const admin = await portal.as(tenant, tenant.admin);
  const path = `/v1/mail/suppressions/${encodeURIComponent(email)}`;
  expect((await admin.delete(path)).status).toBe(204);
  expect((await admin.delete(path)).status).toBe(404);
  expect(await delivery(tenant, await invite(tenant, email), 'bounced')).toMatchObject({ bounceKind: 'hard' });
});

test('a refusal for now is tried again, and mailed when the server takes it', async () => {
  const tenant = portal.tenant();
  const email = `defer.${newId()}@acme.example`;
  const invitationId = await invite(tenant, email);
  const deferred = await delivery(tenant, invitationId, 'deferred');
  expect(deferred).toMatchObject({ status: '4.7.1', attempts: 1, nextTryAt: expect.any(String) });
  expect(await delivery(tenant, invitationId, 'sent')).toMatchObject({ attempts: 2, nextTryAt: null });
  expect(portal.mailsTo({ email })).toHaveLength(1);
  expect(await bounces(tenant)).toEqual([]);
});

test('a mailbox that stays full is given up, but not taken for a wrong address', async () => {
  const tenant = portal.tenant();
  const invitationId = await invite(tenant, `full.${newId()}@acme.example`);
  const given = await delivery(tenant, invitationId, 'bounced');
  expect(given).toMatchObject({ attempts: 3, bounceKind: 'hard', status: '4.2.2' });
  expect(await bounces(tenant)).toHaveLength(1);
  expect((await portal.get(tenant, tenant.admin, '/v1/mail/suppressions')).items).toEqual([]);
});

test('what is no address is not given to the server', async () => {
  const tenant = portal.tenant();
  const owner = { ...tenant.owner, email: 'not an address' };
  portal.users.set(tenant.id, [owner]);
  await portal.service.hear(TenantSuspended, { tenantId: tenant.id, reason: 'x', revision: 2, at: at() });
  const [event] = await eventually(async () => {
    const said = await bounces(tenant);
    return said.length > 0 && said;
  });
  expect(event?.data).toMatchObject({ kind: 'invalid-address', recipient: 'not an address', userId: owner.userId });
});

test('a mail server that is away costs time and no mail', async () => {
  const away = await Portal.start({ SMTP_URL: 'smtp://127.0.0.1:9' });
  try {
    const tenant = away.tenant();
    const invitationId = newId();
    await away.service.hear(UserInvited, {
      tenantId: tenant.id,
      userId: newId(),
      invitationId,
      email: `bounce.${newId()}@acme.example`,
      name: 'Nora',
      role: 'member',
      invitedBy: 'service:user-auth',
      expiresAt: at(),
    });
    const found = await eventually(async () => {
      const one = await away.get(tenant, tenant.admin, `/v1/mail/invitations/${invitationId}`);
      return one.state === 'deferred' && one;
    });
    expect(found).toMatchObject({ attempts: 0, response: expect.stringContaining('ECONNREFUSED') });
    // The server is back, and says now what it thinks of the address.
    await away.service.halt();
    Object.assign(away.service.env, { SMTP_URL: away.outside.smtpUrl });
    await away.service.start();
    await eventually(async () => (await away.get(tenant, tenant.admin, `/v1/mail/${found.id}`)).state === 'bounced');
  } finally {
    await away.stop();
  }
});

test('a mail whose answer was not written down is sent again, and can be told as the same one', async () => {
  const tenant = portal.tenant();
  const email = `twice.${newId()}@acme.example`;
  await portal.service.sql(
    `ALTER TABLE mail_delivery ADD CONSTRAINT crash CHECK (recipient <> '${email}' OR state = 'queued')`,
  );
  const invitationId = await invite(tenant, email);
  await eventually(async () => {
    const failed = `SELECT 1 FROM timers WHERE kind = 'send-mail' AND last_error LIKE '%crash%'`;
    return (await portal.service.sql(failed)).length === 1;
  });
  await portal.service.sql('ALTER TABLE mail_delivery DROP CONSTRAINT crash');
  expect(await delivery(tenant, invitationId, 'sent')).toMatchObject({ attempts: 1 });
  const mails = portal.mailsTo({ email });
  expect(mails.length).toBeGreaterThan(1);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
});

test('user-auth may have an invitation mailed again', async () => {
  const tenant = portal.tenant();
  const email = `again.${newId()}@acme.example`;
  const invitationId = await invite(tenant, email);
  const first = await delivery(tenant, invitationId, 'sent');
  const userAuth = await portal.service.fromService('user-auth', tenant.id);
  const body = { userId: newId(), email, name: 'Nora', role: 'member' };
  const again = await userAuth.post(`/internal/invitations/${invitationId}/mails`, body);
  expect(again).toMatchObject({ status: 201, body: { deliveryId: expect.any(String) } });
  await eventually(() => portal.mailsTo({ email }).length === 2);
  const newest = await delivery(tenant, invitationId, 'sent');
  expect(newest.id).toBe(again.body.deliveryId);
  expect(newest.id).not.toBe(first.id);
  const stranger = await portal.service.fromService('workflow-engine', tenant.id);
  expect((await stranger.post(`/internal/invitations/${invitationId}/mails`, body)).status).toBe(403);
});

test('a digest gathers what was not read, once', async () => {
  const tenant = portal.tenant();
  portal.users.set(tenant.id, [tenant.admin]);
  for (const revision of [1, 2]) {
    await portal.service.hear(HealthScoreChanged, {
      tenantId: tenant.id,
      score: 30,
      previousScore: 80,
      band: 'critical',
      previousBand: 'healthy',
      direction: 'down',
      reasons: [{ component: 'x', points: -9, text: `Reason <${revision}>.` }],
      revision,
      at: at(),
    });
  }
  await eventually(async () => (await portal.notices(tenant, tenant.admin)).length === 2);
  expect(portal.mailsTo(tenant.admin)).toEqual([]);
  await portal.service.sql(`UPDATE timers SET due_at = now() WHERE key = $1`, [tenant.admin.userId]);
  await eventually(() => portal.mailsTo(tenant.admin, 'Your digest: 2 notices').length === 1);
  const [digest] = portal.mailsTo(tenant.admin);
  expect(digest?.html).toContain('Reason &lt;1&gt;.');
  expect(digest?.links).toContain(`https://portal.example/console/t/${tenant.id}/open?link=%2Fv1%2Fhealth%2Fscore`);
});

test('the log shows the mails of its own tenant, to those who may see them', async () => {
  const tenant = portal.tenant();
  const email = `log.${newId()}@acme.example`;
  const { id } = await delivery(tenant, await invite(tenant, email), 'sent');
  await delivery(tenant, await invite(tenant, `x.${email}`), 'sent');
  const { items } = await portal.get(tenant, tenant.admin, `/v1/mail?recipient=${email.toUpperCase()}`);
  expect(items).toMatchObject([{ id, recipient: email }]);
  expect((await portal.get(tenant, tenant.admin, '/v1/mail?limit=1')).nextCursor).not.toBeNull();
  expect((await portal.get(tenant, tenant.admin, '/v1/mail?state=bounced')).items).toEqual([]);
  const admin = await portal.as(tenant, tenant.admin);
  expect((await admin.get('/v1/mail?state=lost')).status).toBe(400);
  expect((await admin.get('/v1/mail/1')).status).toBe(400);
  expect((await (await portal.as(tenant, tenant.member)).get('/v1/mail')).status).toBe(403);
  const stranger = await portal.service.as(userOf(newId()));
  expect((await stranger.get(`/v1/mail/${id}`)).status).toBe(404);
});
