import {
  type HeardMessage,
  OnboardingStarted,
  type SaidMessage,
  type ServiceName,
  TenantCreated,
  type TraceQuestion,
} from '@crm/events';
import { newId } from '@crm/platform';
import { operator, type PeerCall, userOf, userWith } from '@crm/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Portal } from './portal.js';

let portal: Portal;
const said = new Map<ServiceName, SaidMessage[]>();
const heard = new Map<ServiceName, (HeardMessage & { tenantId: string })[]>();
const away = new Set<ServiceName>();

/** As a service answers. */
function answer({ callee, tenantId, body }: PeerCall): { said: SaidMessage[]; heard: HeardMessage[] } {
  if (away.has(callee)) throw new Error('away');
  const { correlationIds, eventIds, recent, payload } = body as TraceQuestion;
  const mine = <T extends { tenantId: string }>(rows: T[] | undefined): T[] =>
    (rows ?? []).filter((row) => tenantId === null || row.tenantId === tenantId);
  const found = mine(said.get(callee)).filter(
    ({ correlationId, type }) =>
      correlationIds?.includes(correlationId) ||
      (recent && (recent.type === undefined || recent.type === type) && !recent.exceptTypes?.includes(type)),
  );
  return {
    said: found.map(({ payload: data, ...rest }) => (payload && data ? { ...rest, payload: data } : rest)),
    heard: mine(heard.get(callee)).filter(({ eventId }) => eventIds?.includes(eventId)),
  };
}

beforeAll(async () => {
  portal = await Portal.start({}, { trace: answer });
});
afterAll(() => portal.stop());
beforeEach(() => {
  said.clear();
  heard.clear();
  away.clear();
});

const second = (n: number): string => new Date(Date.UTC(2030, 0, 1, 0, 0, n)).toISOString();

/** A tenant is created, and its onboarding begins; the portal has not yet heard of that. */
function signUp(): { tenantId: string; correlationId: string; created: SaidMessage; started: SaidMessage } {
  const [tenantId, correlationId] = [newId(), newId()];
  const message = (type: string, at: string, more: Partial<SaidMessage> = {}): SaidMessage => ({
    eventId: newId(),
    type,
    correlationId,
    subject: tenantId,
    tenantId,
    actor: 'anonymous',
    at,
    publishedAt: at,
    causationId: null,
    hopCount: 0,
    payload: { tenantId },
    ...more,
  });
  const created = message(TenantCreated.type, second(1));
  const started = message(OnboardingStarted.type, second(3), { causationId: created.eventId, hopCount: 1 });
  const delivery = (eventId: string, more: Partial<HeardMessage> = {}) => ({
    eventId,
    tenantId,
    status: 'handled' as const,
    receivedAt: second(2),
    handledAt: second(3),
    attempts: 1,
    reason: null,
    ...more,
  });
  const add = <T>(map: Map<ServiceName, T[]>, service: ServiceName, row: T) =>
    map.set(service, [...(map.get(service) ?? []), row]);
  add(said, 'api-gateway', created);
  add(said, 'onboarding-orchestrator', started);
  add(heard, 'onboarding-orchestrator', delivery(created.eventId));
  add(heard, 'audit-trail', delivery(created.eventId, { status: 'dead', handledAt: null, reason: 'exhausted' }));
  return { tenantId, correlationId, created, started };
}

test('all that followed from one request is shown in order, with what became of it everywhere', async () => {
  const { correlationId, created, started } = signUp();
  away.add('customer-health');
  const { status, body } = await (await portal.service.as(operator())).get(`/v1/traces/${correlationId}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ correlationId, startedAt: second(1), missing: ['customer-health'] });
  expect(body.nodes).toMatchObject([
    { eventId: created.eventId, service: 'api-gateway', causationId: null, payload: { tenantId: created.tenantId } },
    { eventId: started.eventId, service: 'onboarding-orchestrator', causationId: created.eventId, hopCount: 1 },
  ]);
  expect(body.nodes[0].deliveries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ service: 'onboarding-orchestrator', status: 'handled', lagMs: 2_000 }),
      expect.objectContaining({ service: 'audit-trail', status: 'dead', reason: 'exhausted', lagMs: null }),
      expect.objectContaining({ service: 'customer-data-platform', status: 'waiting', receivedAt: null }),
    ]),
  );
  const services = body.nodes[0].deliveries.map(({ service }: { service: string }) => service);
  expect(services).not.toContain('customer-health');
});

test('people see their own tenant, and what was said only with the right to read the audit trail', async () => {
  const { tenantId, correlationId } = signUp();
  const reader = await portal.service.as(userWith(tenantId, ['feed:read']));
  const { body } = await reader.get(`/v1/traces/${correlationId}`);
  expect(body.nodes).toHaveLength(2);
  expect(body.nodes.every((node: object) => !('payload' in node))).toBe(true);
  const auditor = await portal.service.as(userWith(tenantId, ['feed:read', 'audit:read']));
  expect((await auditor.get(`/v1/traces/${correlationId}`)).body.nodes[0].payload).toEqual({ tenantId });
  const stranger = await portal.service.as(userOf(newId()));
  expect((await stranger.get(`/v1/traces/${correlationId}`)).status).toBe(404);
  expect((await stranger.get(`/v1/traces?tenantId=${tenantId}`)).status).toBe(403);
  expect((await stranger.get('/v1/traces')).body.items).toEqual([]);
  const other = await portal.service.as(userWith(tenantId, ['contacts:read']));
  for (const path of ['', '/messages?type=x', `/${correlationId}`])
    expect((await other.get(`/v1/traces${path}`)).status).toBe(403);
});

test('the last requests are listed with their worst outcome, and the last messages of a type', async () => {
  const [first, next] = [signUp(), signUp()];
  const client = await portal.service.as(operator());
  const { body } = await client.get('/v1/traces?limit=10');
  expect(body.items).toHaveLength(2);
  const [renewed] = said.get('api-gateway') ?? [];
  if (renewed) said.set('user-auth', [{ ...renewed, correlationId: newId(), type: 'iam.token.modified' }]);
  expect((await client.get('/v1/traces')).body.items).toHaveLength(3);
  expect((await client.get('/v1/traces?sessions=false')).body.items).toHaveLength(2);
  expect(body.items).toContainEqual({
    correlationId: first.correlationId,
    startedAt: second(1),
    durationMs: 2_000,
    count: 2,
    first: expect.objectContaining({ type: TenantCreated.type, service: 'api-gateway' }),
    worst: 'dead',
  });
  const ofTenant = await client.get(`/v1/traces?tenantId=${next.tenantId}`);
  expect(ofTenant.body.items.map((item: { correlationId: string }) => item.correlationId)).toEqual([
    next.correlationId,
  ]);
  const messages = await client.get(`/v1/traces/messages?type=${TenantCreated.type}&service=audit-trail`);
  expect(messages.body.items).toHaveLength(2);
  expect(messages.body.items[0]).toMatchObject({
    type: TenantCreated.type,
    deliveries: [{ service: 'audit-trail', status: 'dead' }],
  });
});

test('what is unknown or cannot be is told so', async () => {
  const client = await portal.service.as(operator());
  expect(await client.get(`/v1/traces/${newId()}`)).toMatchObject({
    status: 404,
    body: { type: 'urn:crm:problem:no-such-trace' },
  });
  for (const [path, field] of [
    ['/%20x', 'correlationId'],
    ['?since=yesterday', 'since'],
    ['?tenantId=x', 'tenantId'],
    ['?limit=101', 'limit'],
    ['/messages', 'type'],
    ['/messages?type=x&service=y', 'service'],
  ])
    expect(await client.get(`/v1/traces${path}`)).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
});
