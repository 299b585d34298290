import { WebhookDelivered, WebhookFailed } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestClient, type TestService, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { newContact, newTenant } from './facts.js';
import { Receiver, verify } from './receiver.js';

let gateway: TestService;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  gateway = await bootService(service, {
    env: { WEBHOOK_ALLOW_PRIVATE_HOSTS: 'true', WEBHOOK_RETRY_SECONDS: '0.1,0.1', WEBHOOK_TIMEOUT_MS: '800' },
  });
});
afterAll(async () => {
  await gateway.stop();
  await receiver.close();
});

async function endpointAt(client: TestClient, path: string, more: object = {}): Promise<string> {
  const { status, body } = await client.post('/v1/webhook-endpoints', { url: receiver.url(path), ...more });
  expect(status).toBe(201);
  return body.id;
}

const messagesOf = async (client: TestClient, query = '') =>
  (await client.get(`/v1/webhook-messages${query}`)).body.items;
const ended = (client: TestClient, status: string) =>
  eventually(async () => {
    const [message] = await messagesOf(client, `?status=${status}`);
    return message;
  });
const told = async (event: typeof WebhookDelivered | typeof WebhookFailed, tenantId: string) =>
  (await gateway.said(event)).filter((said) => said.tenantid === tenantId).map(({ data }) => data);

test('a message is signed by the specification, and its delivery is told once', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/signed');
  const { secret } = (await client.get(`/v1/webhook-endpoints/${endpointId}/secret`)).body;
  const contactId = await newContact(gateway, tenantId);
  const message = await ended(client, 'delivered');
  const [received] = receiver.at('/signed');
  expect(verify(secret, received)).toMatchObject({ type: 'contact.created', data: { contactId, source: 'manual' } });
  expect(received?.body).not.toContain('Carla');
  expect(received?.headers['webhook-id']).toBe(message.id);
  expect(() => verify(`whsec_${Buffer.from('wrong').toString('base64')}`, received)).toThrow();
  expect(await told(WebhookDelivered, tenantId)).toMatchObject([
    { endpointId, messageId: message.id, messageType: 'crm.contact.created.v1', attempts: 1, status: 204 },
  ]);
  const { body } = await client.get(`/v1/webhook-messages/${message.id}`);
  expect(body).toMatchObject({ status: 'delivered', payload: { data: { contactId } } });
});

test('an endpoint gets only the types it asked for, and the same event makes no second message', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/picky', { eventTypes: ['health-score.changed'] });
  await endpointAt(client, '/greedy', { eventTypes: ['contact.created', 'contact.updated'] });
  await newContact(gateway, tenantId);
  await ended(client, 'delivered');
  expect(await messagesOf(client)).toHaveLength(1);
  expect(receiver.at('/picky')).toHaveLength(0);
});

test('a refused message is tried again under the same id until it is accepted', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/moody');
  receiver.answer('/moody', (count) => (count < 3 ? { status: 503, body: 'not now' } : {}));
  await newContact(gateway, tenantId);
  const message = await ended(client, 'delivered');
  expect(new Set(receiver.at('/moody').map(({ headers }) => headers['webhook-id']))).toEqual(new Set([message.id]));
  const { body } = await client.get(`/v1/webhook-messages/${message.id}/attempts`);
  expect(
    body.items.map(({ number, status, responseBody }: Record<string, unknown>) => [number, status, responseBody]),
  ).toEqual([
    [3, 204, ''],
    [2, 503, 'not now'],
    [1, 503, 'not now'],
  ]);
  expect(await told(WebhookDelivered, tenantId)).toMatchObject([{ attempts: 3 }]);
});

test('when the retries are exhausted the message has failed; a replay can still deliver it', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/broken');
  receiver.answer('/broken', (count) => (count <= 3 ? { status: 500 } : {}));
  await newContact(gateway, tenantId);
  const message = await ended(client, 'failed');
  expect(message).toMatchObject({ attempts: 3, lastStatus: 500 });
  expect(await told(WebhookFailed, tenantId)).toMatchObject([
    {
      endpointId,
      attempts: 3,
      lastStatus: 500,
      lastError: 'The endpoint answered 500.',
      endpointDisabled: false,
      messageType: 'crm.contact.created.v1',
    },
  ]);
  expect((await client.post(`/v1/webhook-messages/${message.id}/replay`)).status).toBe(202);
  await ended(client, 'delivered');
  expect((await client.post(`/v1/webhook-messages/${message.id}/replay`)).status).toBe(202);
  await eventually(() => receiver.at('/broken').length === 5);
  await eventually(async () => (await messagesOf(client))[0].attempts === 5);
  expect(await told(WebhookDelivered, tenantId)).toHaveLength(1);
  expect(await told(WebhookFailed, tenantId)).toHaveLength(1);
});

test('no redirect is followed, no answer is read without end or waited for too long', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  receiver.answer('/moved', () => ({ status: 302, headers: { location: receiver.url('/elsewhere') } }));
  receiver.answer('/chatty', () => ({ status: 200, body: `a\0${'b'.repeat(100_000)}` }));
  receiver.answer('/slow', () => ({ afterMs: 3_000 }));
  receiver.answer('/stalls', () => ({ status: 200, stalls: true }));
  for (const path of ['/moved', '/chatty', '/slow', '/stalls']) await endpointAt(client, path);
  await newContact(gateway, tenantId);
  await eventually(async () =>
    (await messagesOf(client)).every(({ status }: { status: string }) => /ed$/.test(status)),
  );
  const attempts = await Promise.all(
    (await messagesOf(client)).map(async ({ id }: { id: string }) => {
      return (await client.get(`/v1/webhook-messages/${id}/attempts`)).body.items[0];
    }),
  );
  const at = (path: string) => attempts.find(({ url }) => url.endsWith(path));
  expect(at('/moved')).toMatchObject({ status: 302, responseHeaders: { location: receiver.url('/elsewhere') } });
  expect(at('/moved').requestHeaders).toMatchObject({
    'content-type': 'application/json',
    'webhook-signature': expect.stringMatching(/^v1,/),
  });
  expect(receiver.at('/elsewhere')).toHaveLength(0);
  expect(at('/chatty').responseBody).toHaveLength(4_095);
  const late = { status: null, responseHeaders: null, error: 'There was no whole answer within 0.8 s.' };
  expect(at('/slow')).toMatchObject(late);
  expect(at('/stalls')).toMatchObject(late);
});

test('410 Gone switches the endpoint off at once, and what else is open for it fails', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/gone');
  let gone = false;
  receiver.answer('/gone', () =>
    gone ? { status: 410, afterMs: 100 } : { status: 500, headers: { 'retry-after': '60' } },
  );
  await newContact(gateway, tenantId);
  await ended(client, 'waiting');
  gone = true;
  await newContact(gateway, tenantId);
  await eventually(async () => (await messagesOf(client, '?status=failed')).length === 2);
  const endpoint = (await client.get(`/v1/webhook-endpoints/${endpointId}`)).body;
  expect(endpoint).toMatchObject({ status: 'disabled', disabledReason: 'gone' });
  const failed = await told(WebhookFailed, tenantId);
  expect(failed.map((data) => (data as WebhookFailed).endpointDisabled).sort()).toEqual([false, true]);
  await newContact(gateway, tenantId);
  expect(await messagesOf(client)).toHaveLength(2);
  expect((await client.post(`/v1/webhook-endpoints/${endpointId}/test`)).body.type).toBe(
    'urn:crm:problem:endpoint-is-off',
  );
  expect((await client.post(`/v1/webhook-endpoints/${endpointId}/enable`)).body).toMatchObject({ status: 'enabled' });
});

test('a deleted endpoint fails what is open for it and is seen no more', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/deleted');
  receiver.answer('/deleted', () => ({ status: 500, headers: { 'retry-after': '60' } }));
  await newContact(gateway, tenantId);
  await ended(client, 'waiting');
  expect((await client.delete(`/v1/webhook-endpoints/${endpointId}`)).status).toBe(204);
  await ended(client, 'failed');
  expect(await told(WebhookFailed, tenantId)).toMatchObject([
    { lastError: 'The endpoint was switched off.', endpointDisabled: false },
  ]);
  expect((await client.get(`/v1/webhook-endpoints/${endpointId}`)).status).toBe(404);
  expect((await client.delete(`/v1/webhook-endpoints/${endpointId}`)).status).toBe(404);
});

test('both secrets sign after a rotation', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/rotated');
  const before = (await client.get(`/v1/webhook-endpoints/${endpointId}/secret`)).body.secret;
  expect((await client.post(`/v1/webhook-endpoints/${endpointId}/rotate-secret`)).status).toBe(200);
  const { secret, previousSecret } = (await client.get(`/v1/webhook-endpoints/${endpointId}/secret`)).body;
  expect(previousSecret).toBe(before);
  expect(secret).not.toBe(before);
  expect((await client.post(`/v1/webhook-endpoints/${endpointId}/test`)).status).toBe(202);
  await ended(client, 'delivered');
  const [received] = receiver.at('/rotated');
  verify(secret, received);
  verify(before, received);
  const rows = await gateway.sql<{ secret: string }>('SELECT secret FROM webhook_endpoint WHERE id = $1', [endpointId]);
  expect(rows[0]?.secret).toMatch(/^v2\.webhook-secrets\./);
  expect(rows[0]?.secret).not.toContain(secret.slice(6));
});

test('a service that stops in the middle delivers after its next start', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/later');
  receiver.answer('/later', (count) => (count === 1 ? { status: 500, headers: { 'retry-after': '1' } } : {}));
  await newContact(gateway, tenantId);
  await ended(client, 'waiting');
  await gateway.halt();
  await gateway.start();
  await ended(await gateway.as(userOf(tenantId)), 'delivered');
});

test('a workflow sends a message once per key', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/workflow', { eventTypes: ['workflow.deal-won'] });
  const engine = await gateway.fromService('workflow-engine', tenantId);
  const send = () =>
    engine.post('/internal/webhook-messages', {
      type: 'workflow.deal-won',
      payload: { amount: 7 },
      dedupeKey: 'run 1',
    });
  const first = await send();
  expect(first).toMatchObject({ status: 201, body: { messageIds: [expect.any(String)] } });
  expect((await send()).body).toEqual(first.body);
  await ended(client, 'delivered');
  expect(receiver.bodies('/workflow')).toMatchObject([{ type: 'workflow.deal-won', data: { amount: 7 } }]);
  const forged = await engine.post('/internal/webhook-messages', {
    type: 'contact.created',
    payload: {},
    dedupeKey: 'run 2',
  });
  expect(forged).toMatchObject({ status: 400, body: { errors: [{ field: 'type' }] } });
  const counting = await gateway.fromService('onboarding-orchestrator', tenantId);
  expect((await counting.get('/internal/endpoint-count')).body).toEqual({ endpoints: 1 });
  expect((await engine.get('/internal/endpoint-count')).status).toBe(403);
});

test('a tenant sees and changes its own only, and by permission only', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/own');
  await newContact(gateway, tenantId);
  const message = await ended(client, 'delivered');
  const stranger = await gateway.as(userOf(await newTenant(gateway)));
  for (const path of [
    `webhook-endpoints/${endpointId}`,
    `webhook-endpoints/${endpointId}/secret`,
    `webhook-messages/${message.id}`,
    `webhook-messages/${message.id}/attempts`,
  ]) {
    expect((await stranger.get(`/v1/${path}`)).status, path).toBe(404);
  }
  expect((await stranger.patch(`/v1/webhook-endpoints/${endpointId}`, { description: 'mine' })).status).toBe(404);
  expect((await stranger.post(`/v1/webhook-messages/${message.id}/replay`)).status).toBe(404);
  expect((await stranger.get('/v1/webhook-endpoints')).body.items).toEqual([]);
  const reader = await gateway.as(userWith(tenantId, ['webhooks:read']));
  expect((await reader.get(`/v1/webhook-endpoints/${endpointId}`)).status).toBe(200);
  expect((await reader.get(`/v1/webhook-endpoints/${endpointId}/secret`)).status).toBe(403);
  expect((await reader.get('/v1/webhook-endpoints/platform')).status).toBe(403);
});

test.each([
  [{}, 'url', 'isWebhookUrl'],
  [{ url: 'ftp://a.example/' }, 'url', 'isWebhookUrl'],
  [{ url: 'https://user:pw@a.example/' }, 'url', 'isWebhookUrl'],
  [{ url: `https://a.example/${'a'.repeat(2_048)}` }, 'url', 'isWebhookUrl'],
  [{ url: 'https://a.example/', eventTypes: ['contact.deleted'] }, 'eventTypes', 'matches'],
  [{ url: 'https://a.example/', eventTypes: [] }, 'eventTypes', 'arrayNotEmpty'],
  [{ url: 'https://a.example/', secret: 'mine' }, 'secret', 'unknownField'],
])('the input %j is refused', async (input, field, rule) => {
  const client = await gateway.as(userOf(newId()));
  const { status, body } = await client.post('/v1/webhook-endpoints', input);
  expect(status).toBe(400);
  expect(body.errors).toContainEqual(expect.objectContaining({ field, rule }));
});

test('an edit needs the version that was read', async () => {
  const client = await gateway.as(userOf(await newTenant(gateway)));
  const id = await endpointAt(client, '/edited');
  const edit = (version: number, change: object) =>
    client.patch(`/v1/webhook-endpoints/${id}`, change, { headers: { 'if-match': `"${version}"` } });
  expect((await edit(1, { description: 'ours', eventTypes: ['contact.created'] })).body).toMatchObject({ version: 2 });
  expect((await edit(1, { description: 'theirs' })).status).toBe(412);
  expect((await edit(2, { eventTypes: null })).body).toMatchObject({ eventTypes: null, description: 'ours' });
});
