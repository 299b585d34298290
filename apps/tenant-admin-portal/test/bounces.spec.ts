import { createHmac } from 'node:crypto';
import { NotificationBounced, TenantReactivated, TenantSuspended, UserInvited, WebhookFailed } from '@crm/events';
import { newId } from '@crm/platform';
import { type Answer, eventually } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, eventsSecret, Portal, type Tenant } from './portal.js';

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start({ MAIL_SOFT_BOUNCES: '2' });
});
afterAll(() => portal.stop());

interface Sent {
  readonly id: string;
  readonly invitationId: string;
  readonly email: string;
  /** Sender of its envelope. */
  readonly sender: string;
}

async function invite(tenant: Tenant, email: string): Promise<string> {
  const invitationId = newId();
  const invitation = { userId: newId(), invitationId, email, name: 'Nora', role: 'member', invitedBy: 'service:x' };
  await portal.service.hear(UserInvited, { tenantId: tenant.id, ...invitation, expiresAt: at() });
  return invitationId;
}

async function send(tenant: Tenant, email = `nora.${newId()}@acme.example`): Promise<Sent> {
  const invitationId = await invite(tenant, email);
  const { id } = await inState(tenant, invitationId, 'sent');
  const mail = portal.mailsTo({ email }).find(({ messageId }) => messageId?.includes(id));
  return { id, invitationId, email, sender: String(mail?.from) };
}

const failure = {
  endpointId: newId(),
  messageId: newId(),
  messageType: 'crm.contact.created.v1',
  attempts: 3,
  lastError: 'timeout',
  endpointDisabled: false,
};

const inState = (tenant: Tenant, invitationId: string, state: string) =>
  eventually(async () => {
    const found = await portal.get(tenant, tenant.admin, `/v1/mail/invitations/${invitationId}`);
    return found.state === state && found;
  });

const read = (tenant: Tenant, { id }: Sent) => portal.get(tenant, tenant.admin, `/v1/mail/${id}`);
const suppressions = async (tenant: Tenant) => (await portal.get(tenant, tenant.admin, '/v1/mail/suppressions')).items;
const told = async (tenant: Tenant) =>
  (await portal.service.said(NotificationBounced)).filter(({ tenantid }) => tenantid === tenant.id);

function report(email: string, status: string, words: string, action = 'failed', to = 'sender@crm.example'): string {
  return `From: MAILER-DAEMON@mx.example
To: ${to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${email}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${words}
--b--
`;
}

async function bring(mail: string, recipient?: string): Promise<Answer<{ recorded: number; type: string }>> {
  const query = recipient === undefined ? '' : `?recipient=${encodeURIComponent(recipient)}`;
  const headers = { 'content-type': 'message/rfc822' };
  return (await portal.service.anonymous()).post(`/v1/mail/bounces${query}`, mail, { headers });
}

async function tell(events: unknown, sign: { secret?: string; at?: number } = {}) {
  const body = typeof events === 'string' ? events : JSON.stringify(events);
  const timestamp = String(sign.at ?? Math.floor(Date.now() / 1_000));
  const key = Buffer.from((sign.secret ?? eventsSecret).replace('whsec_', ''), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(`event.${timestamp}.${body}`).digest('base64')}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'event',
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  };
  return (await portal.service.anonymous()).post('/v1/mail/provider-events', body, { headers });
}

test('each envelope has a sender of its own that fits into an address', async () => {
  const tenant = portal.tenant();
  const [one, two] = [await send(tenant), await send(tenant)];
  expect(one.sender).toMatch(new RegExp(`^bounces\\+${one.id}\\.[0-9a-z]{19}@crm\\.example$`));
  expect(one.sender.split('@')[0]?.length).toBeLessThanOrEqual(64);
  expect(two.sender).not.toBe(one.sender);
});

test('a mail that was sent and comes back for good is told once, and nothing is mailed to the address again', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  const mail = report(sent.email, '5.1.1', '550 5.1.1 User unknown');
  expect(await bring(mail, sent.sender.toUpperCase())).toMatchObject({ status: 200, body: { recorded: 1 } });
  expect(await bring(mail, sent.sender)).toMatchObject({ status: 200, body: { recorded: 0 } });
  expect(await read(tenant, sent)).toMatchObject({
    state: 'bounced',
    bounceKind: 'hard',
    status: '5.1.1',
    reason: 'userunknown',
    hard: true,
    explanation: 'Nobody has this address.',
    nextStep: 'Ask Nora for another address, then change it in Users.',
    attempts: 1,
  });
  expect(await suppressions(tenant)).toMatchObject([
    { address: sent.email, kind: 'hard', reason: 'userunknown', hard: true, until: null, deliveryId: sent.id },
  ]);
  expect((await told(tenant)).map(({ data }) => data)).toMatchObject([
    { notificationId: sent.id, recipient: sent.email, kind: 'hard', status: '5.1.1' },
  ]);
  const next = await inState(tenant, await invite(tenant, sent.email), 'bounced');
  expect(next).toMatchObject({ bounceKind: 'suppressed', reason: 'suppressed' });
  expect(portal.mailsTo(sent)).toHaveLength(1);
});

test('two servers that report the same bounce at once have one effect', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  const mail = report(sent.email, '5.1.1', '550 5.1.1 User unknown');
  const answers = await Promise.all([1, 2, 3, 4].map(() => bring(mail, sent.sender)));
  expect(answers.map(({ body }) => body.recorded).sort()).toEqual([0, 0, 0, 1]);
  expect(await told(tenant)).toHaveLength(1);
});

test('the address may also stand in the mail itself', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  const mail = report(sent.email, '5.1.1', '550 no such user', 'failed', `<${sent.sender}>`);
  expect(await bring(mail)).toMatchObject({ status: 200, body: { recorded: 1 } });
});

test('forged bounces are refused and change nothing', async () => {
  const [tenant, other] = [portal.tenant(), portal.tenant()];
  const [sent, theirs] = [await send(tenant), await send(other)];
  const mail = report(sent.email, '5.1.1', '550 5.1.1 User unknown');
  const proof = /\.([0-9a-z]{19})@/.exec(theirs.sender)?.[1];
  for (const [why, recipient] of [
    ['another proof', `bounces+${sent.id}.${proof}@crm.example`],
    ['an unknown mail', `bounces+${newId()}.${proof}@crm.example`],
    ['no proof', `bounces+${sent.id}@crm.example`],
    ['no address', undefined],
  ] as const) {
    expect(await bring(mail, recipient), why).toMatchObject({
      status: 403,
      body: { type: 'urn:crm:problem:not-our-bounce' },
    });
  }
  expect((await bring(mail, 'kim@acme.example')).status).toBe(400);
  expect(await bring(mail, theirs.sender)).toMatchObject({
    status: 422,
    body: { type: 'urn:crm:problem:bounce-of-another' },
  });
  expect(await bring('Subject: Hello\n\nHi.', sent.sender)).toMatchObject({ status: 422 });
  expect((await bring('x'.repeat(1_048_577), sent.sender)).status).toBe(413);
  const anonymous = await portal.service.anonymous();
  expect((await anonymous.post('/v1/mail/bounces', { mail })).status).toBe(415);
  expect((await anonymous.post('/v1/mail/bounces')).status).toBe(403);
  for (const [whose, one] of [
    [tenant, sent],
    [other, theirs],
  ] as const) {
    expect(await read(whose, one)).toMatchObject({ state: 'sent', reason: null, explanation: null });
    expect(await suppressions(whose)).toEqual([]);
    expect(await told(whose)).toEqual([]);
  }
});

test('a delay and a delivery change nothing', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  for (const [action, status] of [
    ['delayed', '4.1.1'],
    ['delivered', '2.1.5'],
    ['relayed', '2.0.0'],
  ] as const) {
    const answer = await bring(report(sent.email, status, '450 User unknown', action), sent.sender);
    expect(answer).toMatchObject({ status: 200, body: { recorded: 0 } });
  }
  expect(await read(tenant, sent)).toMatchObject({ state: 'sent', softBouncedAt: null });
});

test('soft bounces show, and several in a row suspend the address for a time', async () => {
  const tenant = portal.tenant();
  const first = await send(tenant);
  const full = (sent: Sent) => bring(report(sent.email, '5.2.2', '552 5.2.2 Mailbox full'), sent.sender);
  expect((await full(first)).body).toEqual({ recorded: 1 });
  expect((await full(first)).body).toEqual({ recorded: 0 });
  expect(await read(tenant, first)).toMatchObject({
    state: 'sent',
    reason: 'mailboxfull',
    hard: false,
    explanation: 'The mailbox is full.',
    softBouncedAt: expect.any(String),
  });
  expect(await suppressions(tenant)).toEqual([]);

  await send(tenant, first.email);
  const third = await send(tenant, first.email);
  await full(third);
  expect(await suppressions(tenant), 'one of them has arrived between').toEqual([]);
  const fourth = await send(tenant, first.email);
  await full(fourth);
  expect(await suppressions(tenant)).toMatchObject([
    { address: first.email, kind: 'soft', hard: false, nextStep: expect.stringContaining('it is mailed again from') },
  ]);
  expect(await told(tenant)).toEqual([]);
  expect(await inState(tenant, await invite(tenant, first.email), 'bounced')).toMatchObject({
    bounceKind: 'suppressed',
  });

  await portal.service.sql(`UPDATE suppression SET until = now() WHERE address = '${first.email}'`);
  expect(await suppressions(tenant)).toEqual([]);
  await send(tenant, first.email);
});

const ses = ({ id, email }: Sent, type = 'Permanent') => ({
  notificationType: 'Bounce',
  bounce: {
    bounceType: type,
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: email.toUpperCase(),
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
  },
  mail: { source: 'no-reply@crm.example', headers: [{ name: 'Message-ID', value: `<${id}@crm.example>` }] },
});
const sendGrid = ({ id, email }: Sent) => ({
  event: 'bounce',
  type: 'bounce',
  email,
  'smtp-id': `<${id}@crm.example>`,
  reason: '550 5.1.1 no such user',
});
const postmark = ({ id, email }: Sent) => ({
  RecordType: 'Bounce',
  Type: 'HardBounce',
  Email: email,
  Description: 'The server was unable to deliver your message.',
  Metadata: { deliveryid: id },
});

test.each<[string, (sent: Sent) => unknown]>([
  ['SES', ses],
  ['SES through SNS', (sent) => ({ Type: 'Notification', Message: JSON.stringify(ses(sent)) })],
  ['SendGrid', (sent) => [{ event: 'delivered', email: sent.email }, sendGrid(sent)]],
  ['Postmark', postmark],
])('%s tells of a bounce, signed', async (_name, eventOf) => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  expect(await tell(eventOf(sent))).toMatchObject({ status: 200, body: { recorded: 1 } });
  expect(await tell(eventOf(sent))).toMatchObject({ status: 200, body: { recorded: 0 } });
  expect(await read(tenant, sent)).toMatchObject({ state: 'bounced', reason: 'userunknown', hard: true });
  expect(await suppressions(tenant)).toMatchObject([{ address: sent.email, deliveryId: sent.id }]);
  expect(await told(tenant)).toHaveLength(1);
});

test('what passes is soft for a provider, too', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  expect((await tell(ses(sent, 'Transient'))).body).toEqual({ recorded: 1 });
  expect(await read(tenant, sent)).toMatchObject({ state: 'sent', hard: false });
});

test('events that are not signed, or not right, are refused and change nothing', async () => {
  const tenant = portal.tenant();
  const sent = await send(tenant);
  const now = Math.floor(Date.now() / 1_000);
  const wrong = `whsec_${Buffer.alloc(24, 'wrong').toString('base64')}`;
  for (const sign of [{ secret: wrong }, { at: now - 301 }, { at: now + 301 }]) {
    expect((await tell(sendGrid(sent), sign)).status).toBe(401);
  }
  const anonymous = await portal.service.anonymous();
  expect((await anonymous.post('/v1/mail/provider-events', sendGrid(sent))).status).toBe(401);
  const stranger = { ...sendGrid(sent), email: 'other@acme.example' };
  expect((await tell([sendGrid(sent), stranger])).status).toBe(422);
  expect((await tell([sendGrid(sent), sendGrid({ ...sent, id: newId() })])).status).toBe(403);
  for (const [body, field] of [
    ['"bounce"', ''],
    [[1], '0'],
    [{ hello: 1 }, ''],
    [{ ...sendGrid(sent), email: 7 }, 'email'],
    [{ ...sendGrid(sent), 'smtp-id': 'x' }, 'smtp-id'],
    [{ ...ses(sent), bounce: { bouncedRecipients: 1 } }, 'bounce.bouncedRecipients'],
    [{ Type: 'Notification', Message: '{' }, 'Message'],
  ] as const) {
    expect(await tell(body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  }
  expect((await tell('{')).status).toBe(400);
  expect(await read(tenant, sent)).toMatchObject({ state: 'sent', reason: null });
});

test('a notice and a digest are not mailed to an address that bounced either', async () => {
  const tenant = portal.tenant();
  const { email, userId } = tenant.admin;
  portal.users.set(tenant.id, [tenant.admin]);
  const sent = await send(tenant, email);
  await bring(report(email, '5.1.1', '550 5.1.1 User unknown'), sent.sender);
  await portal.service.hear(TenantSuspended, { tenantId: tenant.id, reason: 'x', revision: 2, at: at() });
  await portal.service.hear(TenantReactivated, { tenantId: tenant.id, reason: 'x', revision: 3, at: at() });
  await portal.service.hear(WebhookFailed, { ...failure, tenantId: tenant.id, at: at() });
  await portal.notice(tenant, tenant.admin, 'webhook');
  await portal.service.sql(`UPDATE timers SET due_at = now() WHERE kind = 'send-digest' AND key = $1`, [userId]);
  const refused = await eventually(async () => {
    const { items } = await portal.get(tenant, tenant.admin, '/v1/mail?state=bounced');
    const kinds = new Set(items.map(({ kind }: { kind: string }) => kind));
    return kinds.has('digest') && kinds.has('notice') && items;
  });
  expect(refused.filter(({ id }: Sent) => id !== sent.id)).toEqual(
    refused.flatMap((mail: Sent) =>
      mail.id === sent.id ? [] : [expect.objectContaining({ bounceKind: 'suppressed' })],
    ),
  );
  expect(portal.mailsTo(tenant.admin)).toHaveLength(1);
});

test('an address is put on the list by hand, and taken off', async () => {
  const tenant = portal.tenant();
  const admin = await portal.as(tenant, tenant.admin);
  const address = `Nora.${newId()}@Acme.example`;
  const put = await admin.post('/v1/mail/suppressions', { address, note: 'Wants no mail.' });
  expect(put).toMatchObject({
    status: 201,
    body: {
      address: address.toLowerCase(),
      kind: 'manual',
      hard: false,
      explanation: 'Wants no mail.',
      deliveryId: null,
    },
  });
  expect((await admin.post('/v1/mail/suppressions', { address })).body).toMatchObject({
    explanation: 'Wants no mail.',
  });
  expect(await inState(tenant, await invite(tenant, address), 'bounced')).toMatchObject({ bounceKind: 'suppressed' });
  await send(portal.tenant(), address);
  expect((await admin.delete(`/v1/mail/suppressions/${encodeURIComponent(address)}`)).status).toBe(204);
  await send(tenant, address);
  expect((await admin.post('/v1/mail/suppressions', { address: 'nora' })).body.errors).toMatchObject([
    { field: 'address' },
  ]);
  const member = await portal.as(tenant, tenant.member);
  expect((await member.post('/v1/mail/suppressions', { address })).status).toBe(403);
});
