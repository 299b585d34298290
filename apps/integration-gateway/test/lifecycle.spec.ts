import {
  AuditAlertTriggered,
  ContactCreated,
  ContactUpdated,
  CustomerProfileMerged,
  HealthScoreChanged,
  OnboardingCompleted,
  TenantCreated,
  TenantDeactivated,
  TenantReactivated,
  TenantSuspended,
  WebhookDelivered,
  WebhookFailed,
} from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestClient, type TestService, userOf } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { service } from '../src/service.js';
import { lifecycle, newContact, newTenant, now, tenantCreated } from './facts.js';
import { Receiver, verify } from './receiver.js';

let gateway: TestService;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  gateway = await bootService(service, {
    env: { WEBHOOK_ALLOW_PRIVATE_HOSTS: 'true', WEBHOOK_RETRY_SECONDS: '0.1', WEBHOOK_RELEASE_PER_SECOND: '2' },
  });
});
afterAll(async () => {
  await gateway.stop();
  await receiver.close();
});

async function endpointAt(client: TestClient, path: string, more: object = {}): Promise<string> {
  return (await client.post('/v1/webhook-endpoints', { url: receiver.url(path), ...more })).body.id;
}
const settingsOf = async (client: TestClient) => (await client.get('/v1/delivery-settings')).body;
const messagesOf = async (client: TestClient, query = '') =>
  (await client.get(`/v1/webhook-messages${query}`)).body.items;

test('a new tenant has settings and a signing secret, which its first endpoint takes', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  expect(await settingsOf(client)).toMatchObject({
    status: 'active',
    heldMessages: 0,
    retrySchedule: [0.1],
    firstSecret: { provisioned: true, usedBy: null },
  });
  const { secret } = (await client.get('/v1/delivery-settings/first-secret')).body;
  const endpointId = await endpointAt(client, '/first');
  expect((await client.get(`/v1/webhook-endpoints/${endpointId}/secret`)).body.secret).toBe(secret);
  const second = await endpointAt(client, '/second');
  expect((await client.get(`/v1/webhook-endpoints/${second}/secret`)).body.secret).not.toBe(secret);
  expect((await settingsOf(client)).firstSecret).toEqual({ provisioned: false, usedBy: endpointId });
  const stranger = await gateway.as(userOf(newId()));
  expect((await stranger.get('/v1/delivery-settings')).status).toBe(404);
});

test('each kind of event becomes a thin message', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/all');
  const [contactId, survivorId, mergedId, alertId, onboardingId] = [newId(), newId(), newId(), newId(), newId()];
  const at = now();
  await gateway.hear(ContactCreated, {
    tenantId,
    contactId,
    displayName: 'Carla',
    source: 'import',
    importId: newId(),
    createdAt: at,
  });
  await gateway.hear(ContactUpdated, {
    tenantId,
    contactId,
    version: 2,
    changedFields: ['email'],
    source: 'manual',
    updatedAt: at,
  });
  await gateway.hear(CustomerProfileMerged, {
    tenantId,
    mergeId: newId(),
    survivorId,
    mergedIds: [mergedId],
    mergedCreatedAt: [at],
    mergedBy: 'user:x',
    at,
  });
  await gateway.hear(HealthScoreChanged, {
    tenantId,
    score: 50,
    previousScore: 90,
    band: 'at-risk',
    previousBand: 'healthy',
    direction: 'down',
    reasons: [],
    revision: 1,
    at,
  });
  await gateway.hear(OnboardingCompleted, {
    tenantId,
    onboardingId,
    startedAt: at,
    completedAt: at,
    days: 3,
    skippedSteps: [],
  });
  const alert = {
    tenantId,
    alertId,
    rule: 'bulk-export',
    severity: 'high' as const,
    suspect: 'user:x',
    summary: 'Many exports.',
    entryIds: [],
    windowStart: at,
    windowEnd: at,
  };
  const heard = await gateway.hear(AuditAlertTriggered, alert);
  gateway.broker.publish(AuditAlertTriggered, alert, { id: heard.id });
  await eventually(() => receiver.at('/all').length === 6);
  const bodies = Object.fromEntries(receiver.bodies('/all').map((body) => [body.type, body]));
  expect(bodies).toMatchObject({
    'contact.created': { timestamp: at, data: { contactId, source: 'import' } },
    'contact.updated': { data: { contactId, version: 2, changedFields: ['email'] } },
    'customer-profile.merged': { data: { survivorId, mergedIds: [mergedId] } },
    'health-score.changed': { data: { band: 'at-risk', previousBand: 'healthy', direction: 'down' } },
    'onboarding.completed': { data: { onboardingId, days: 3 } },
    'audit-alert.triggered': { data: { alertId, rule: 'bulk-export', severity: 'high', suspect: 'user:x' } },
  });
  await eventually(async () => (await messagesOf(client, '?status=delivered')).length === 6);
  expect(await messagesOf(client)).toHaveLength(6);
  for (const type of ['contact.updated', ContactUpdated.type]) {
    expect(await messagesOf(client, `?type=${type}`), type).toMatchObject([{ type: 'contact.updated' }]);
  }
});

test('while a tenant is suspended its messages are held; then they are released in order, at a ramp', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/held');
  receiver.answer('/held', (count) =>
    count === 1 ? { status: 500, headers: { 'retry-after': '60' } } : { afterMs: (count * 37) % 50 },
  );
  const contacts = [await newContact(gateway, tenantId)];
  await eventually(async () => (await messagesOf(client, '?status=waiting')).length === 1);
  await gateway.hear(TenantSuspended, lifecycle(tenantId, 2));
  for (let count = 0; count < 6; count += 1) contacts.push(await newContact(gateway, tenantId));
  expect(await settingsOf(client)).toMatchObject({
    status: 'held',
    heldReason: 'The invoice is overdue.',
    heldMessages: 7,
  });
  expect(receiver.at('/held')).toHaveLength(1);

  const begin = Date.now();
  await gateway.hear(TenantReactivated, lifecycle(tenantId, 3, 'Paid.'));
  contacts.push(await newContact(gateway, tenantId));
  await eventually(() => receiver.at('/held').length === 3);
  expect((await settingsOf(client)).heldMessages).toBeGreaterThan(0);
  await eventually(() => receiver.at('/held').length === 9);
  expect(Date.now() - begin).toBeGreaterThan(1_500);
  const order = receiver.bodies('/held').map(({ data }) => contacts.indexOf(String(data['contactId'])));
  expect(order[0]).toBe(0);
  expect(order.slice(1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await eventually(async () => (await messagesOf(client, '?status=delivered')).length === 8);
  expect(await settingsOf(client)).toMatchObject({ status: 'active', heldReason: null, heldMessages: 0 });
  expect((await gateway.said(WebhookFailed)).filter(({ tenantid }) => tenantid === tenantId)).toEqual([]);
});

test('an older reactivation does not undo a newer suspension', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await gateway.hear(TenantSuspended, lifecycle(tenantId, 4));
  await gateway.hear(TenantReactivated, lifecycle(tenantId, 3));
  expect((await settingsOf(client)).status).toBe('held');
});

test('a request under way when the suspension comes is not lost', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/late');
  receiver.answer('/late', (count) => (count === 1 ? { status: 500, afterMs: 500 } : {}));
  await newContact(gateway, tenantId);
  await eventually(() => receiver.at('/late').length === 1);
  await gateway.hear(TenantSuspended, lifecycle(tenantId, 2));
  await eventually(async () => (await settingsOf(client)).heldMessages === 1);
  await gateway.hear(TenantReactivated, lifecycle(tenantId, 3));
  await eventually(async () => (await messagesOf(client, '?status=delivered')).length === 1);
});

test('a message that already has its turn is held when the tenant is suspended by then', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  await endpointAt(client, '/turn');
  await gateway.hear(TenantSuspended, lifecycle(tenantId, 2));
  await newContact(gateway, tenantId);
  const [{ id }] = await messagesOf(client);
  // As if its turn had been given just before the suspension.
  await gateway.sql("UPDATE webhook_message SET status = 'sending' WHERE id = $1", [id]);
  await gateway.sql(
    `INSERT INTO timers (id, kind, key, tenant_id, due_at, payload, context)
     VALUES ($1, 'attempt-delivery', $2, $3, now(), '{}', '{}')`,
    [newId(), id, tenantId],
  );
  await eventually(async () => (await messagesOf(client))[0].status === 'held');
  expect(receiver.at('/turn')).toHaveLength(0);
  await gateway.hear(TenantReactivated, lifecycle(tenantId, 3));
  await eventually(() => receiver.at('/turn').length === 1);
});

test('a deactivated tenant has endpoints off, secrets destroyed and payloads purged', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const endpointId = await endpointAt(client, '/closed');
  await newContact(gateway, tenantId);
  await eventually(async () => (await messagesOf(client, '?status=delivered')).length === 1);
  await gateway.hear(TenantSuspended, lifecycle(tenantId, 2));
  await newContact(gateway, tenantId);
  await gateway.hear(TenantDeactivated, lifecycle(tenantId, 3, 'They left.'));
  await gateway.hear(TenantReactivated, lifecycle(tenantId, 9));
  await newContact(gateway, tenantId);
  const [held] = await eventually(async () => {
    const failed = await messagesOf(client, '?status=failed');
    return failed.length === 1 && failed;
  });
  expect(held).toMatchObject({ lastError: 'The tenant was closed.', attempts: 0 });
  expect((await gateway.said(WebhookFailed)).find(({ tenantid }) => tenantid === tenantId)?.data.attempts).toBe(0);
  expect(await messagesOf(client)).toHaveLength(2);
  expect((await settingsOf(client)).status).toBe('closed');
  expect((await client.get(`/v1/webhook-endpoints/${endpointId}`)).body).toMatchObject({
    status: 'disabled',
    disabledReason: 'tenant-closed',
  });
  expect((await client.get(`/v1/webhook-endpoints/${endpointId}/secret`)).status).toBe(410);
  expect((await client.post(`/v1/webhook-endpoints/${endpointId}/enable`)).status).toBe(409);
  expect((await client.post('/v1/webhook-endpoints', { url: receiver.url('/x') })).status).toBe(409);
  await eventually(async () => {
    const rows = await gateway.sql('SELECT 1 FROM webhook_message WHERE tenant_id = $1 AND payload IS NOT NULL', [
      tenantId,
    ]);
    return rows.length === 0;
  });
  const { body } = await client.get(`/v1/webhook-messages/${held.id}`);
  expect(body.payload).toBeNull();
});

test('a tenant that is closed before it is heard of stays closed', async () => {
  const tenantId = newId();
  await gateway.hear(TenantDeactivated, lifecycle(tenantId, 3));
  await gateway.hear(TenantCreated, tenantCreated(tenantId));
  const client = await gateway.as(userOf(tenantId));
  expect(await settingsOf(client)).toMatchObject({ status: 'closed', firstSecret: { provisioned: false } });
});

test('the operators hear of new tenants at endpoints that no tenant sees', async () => {
  const admin = await gateway.as(operator());
  const created = await admin.post('/v1/webhook-endpoints/platform', { url: receiver.url('/platform') });
  expect(created.status).toBe(201);
  const { secret } = (await admin.get(`/v1/webhook-endpoints/platform/${created.body.id}/secret`)).body;
  receiver.answer('/platform', (count) => (count === 1 ? { status: 500 } : {}));
  const tenantId = await newTenant(gateway);
  await eventually(() => receiver.at('/platform').length === 2);
  expect(verify(secret, receiver.at('/platform')[1])).toMatchObject({
    type: 'tenant.created',
    data: { tenantId, name: 'Acme', plan: 'growth' },
  });
  const path = `/v1/webhook-endpoints/platform/${created.body.id}`;
  await eventually(async () => (await admin.get(`${path}/deliveries`)).body.items[0].status === 'delivered');
  expect((await admin.get('/v1/webhook-endpoints/platform')).body.items).toHaveLength(1);
  const client = await gateway.as(userOf(tenantId));
  expect(await messagesOf(client)).toEqual([]);
  expect((await gateway.said(WebhookDelivered)).filter(({ tenantid }) => tenantid === tenantId)).toEqual([]);
  expect((await client.get(path)).status).toBe(403);
  expect((await admin.delete(path)).status).toBe(204);
  expect((await admin.get(path)).status).toBe(404);
});

test('integrations sleep during the onboarding, are woken by its end, and are told so first', async () => {
  const tenantId = await newTenant(gateway);
  const client = await gateway.as(userOf(tenantId));
  const integration = { name: 'Our Zapier', provider: 'zapier', url: receiver.url('/zapier') };
  const { body: configured } = await client.post('/v1/integrations', integration);
  expect(configured).toMatchObject({ status: 'inactive', endpointId: null });
  const orchestrator = await gateway.fromService('onboarding-orchestrator', tenantId);
  expect((await orchestrator.get('/internal/endpoint-count')).body).toEqual({ endpoints: 1 });
  await newContact(gateway, tenantId);
  const completed = {
    tenantId,
    onboardingId: newId(),
    startedAt: now(),
    completedAt: now(),
    days: 1,
    skippedSteps: [],
  };
  await gateway.hear(OnboardingCompleted, completed);
  const active = (await client.get(`/v1/integrations/${configured.id}`)).body;
  expect(active).toMatchObject({ status: 'active', endpointId: expect.any(String), version: 2 });
  await eventually(() => receiver.at('/zapier').length === 1);
  expect(receiver.bodies('/zapier')).toMatchObject([{ type: 'onboarding.completed' }]);
  await gateway.hear(OnboardingCompleted, completed);
  expect((await client.get('/v1/webhook-endpoints')).body.items).toHaveLength(1);
  expect((await client.patch(`/v1/integrations/${configured.id}`, { name: 'x' })).status).toBe(409);
  expect((await client.post('/v1/integrations', integration)).body.status).toBe('active');
  expect((await client.delete(`/v1/integrations/${configured.id}`)).status).toBe(204);
  expect((await client.get(`/v1/webhook-endpoints/${active.endpointId}`)).status).toBe(404);
});
