import { type HeardMessage, OnboardingStarted, type SaidMessage, TenantCreated, type TraceQuestion } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { behaviour, probeService } from './probe-service.js';

let probe: TestService;

beforeAll(async () => {
  probe = await bootService(probeService);
  behaviour.publishes = true;
});
afterAll(async () => {
  behaviour.publishes = false;
  await probe.stop();
});

const created = (tenantId: string) => ({
  tenantId,
  name: 'Acme',
  slug: 'acme',
  plan: 'growth' as const,
  owner: { email: 'o@acme.example', name: 'O' },
  timeZone: 'UTC',
  createdAt: new Date().toISOString(),
});

async function ask(tenantId: string | null, question: TraceQuestion) {
  const client = await probe.fromService('tenant-admin-portal', tenantId);
  const { status, body } = await client.post<{ said: SaidMessage[]; heard: HeardMessage[] }>(
    '/internal/trace',
    question,
  );
  expect(status).toBe(200);
  return body;
}

test('a service tells what it said because of a request, and what became of what it heard', async () => {
  const [tenantId, correlationid] = [newId(), newId()];
  const { id } = await probe.hear(TenantCreated, created(tenantId), { correlationid });
  await eventually(async () => (await ask(null, { correlationIds: [correlationid] })).said[0]?.publishedAt);
  const { said, heard } = await ask(null, { correlationIds: [correlationid], eventIds: [id, newId()], payload: true });
  expect(said).toMatchObject([
    {
      type: OnboardingStarted.type,
      correlationId: correlationid,
      tenantId,
      causationId: id,
      hopCount: 1,
      payload: { tenantId, plan: 'standard' },
    },
  ]);
  expect(heard).toMatchObject([{ eventId: id, status: 'handled', attempts: 1, reason: null }]);
  expect((await ask(null, { correlationIds: [correlationid] })).said[0]).not.toHaveProperty('payload');
});

test('a question about one tenant is answered with nothing of another', async () => {
  const [tenantId, correlationid] = [newId(), newId()];
  const { id } = await probe.hear(TenantCreated, created(tenantId), { correlationid });
  const question = { correlationIds: [correlationid], eventIds: [id], recent: { limit: 10 } };
  expect(await ask(newId(), question)).toEqual({ said: [], heard: [] });
  const own = await ask(tenantId, { recent: { limit: 10 } });
  expect(own.said.map(({ correlationId }) => correlationId)).toEqual([correlationid]);
  expect((await ask(tenantId, { recent: { limit: 10, type: TenantCreated.type } })).said).toEqual([]);
  expect((await ask(tenantId, { recent: { limit: 10, exceptTypes: [OnboardingStarted.type] } })).said).toEqual([]);
  expect((await ask(tenantId, { recent: { limit: 10, exceptTypes: [TenantCreated.type] } })).said).toHaveLength(1);
});

test('only the portal may ask', async () => {
  expect((await (await probe.fromService('audit-trail', null)).post('/internal/trace', {})).status).toBe(403);
  expect((await (await probe.as(operator())).post('/internal/trace', {})).status).toBe(403);
});
