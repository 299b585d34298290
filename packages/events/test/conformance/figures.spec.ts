import { type ServiceFigures, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { behaviour, probeService } from './probe-service.js';

let probe: TestService;

beforeAll(async () => {
  probe = await bootService(probeService);
});
afterAll(() => probe.stop());

const created = (tenantId: string) => ({
  tenantId,
  name: 'Acme',
  slug: 'acme',
  plan: 'growth' as const,
  owner: { email: 'o@acme.example', name: 'O' },
  timeZone: 'UTC',
  createdAt: new Date().toISOString(),
});

const figures = async (): Promise<ServiceFigures> => {
  const { status, body } = await (await probe.fromService('tenant-admin-portal', null)).get<ServiceFigures>(
    '/internal/figures',
  );
  expect(status).toBe(200);
  return body;
};

test('a service tells what it has heard and said, how late, and what failed', async () => {
  behaviour.publishes = true;
  for (let n = 0; n < 3; n += 1) await probe.hear(TenantCreated, created(newId()));
  behaviour.publishes = false;
  const broken = probe.broker.publish(TenantCreated, { ...created(newId()), name: 7 as unknown as string });
  await probe.settled(broken.id);
  const told = await eventually(async () => {
    const now = await figures();
    return now.published['crm.onboarding.started.v1'] === 3 ? now : undefined;
  });
  expect(told.handled[TenantCreated.type]?.total).toBe(3);
  expect(told.handled[TenantCreated.type]?.lag).toHaveLength(told.lagBounds.length + 1);
  expect(told.handled[TenantCreated.type]?.lag.at(-1)).toBe(3);
  expect(told).toMatchObject({
    serviceEvents: {},
    parked: {},
    dead: { [TenantCreated.type]: 1 },
    deadByReason: { 'invalid-data': 1 },
    ready: true,
    reasons: [],
    version: '0.1.0',
  });
  expect(Date.parse(told.startedAt)).toBeLessThan(Date.now());
  await eventually(async () => (await figures()).outbox.pending === 0);
});

test('only the portal may ask', async () => {
  expect((await (await probe.fromService('user-auth', null)).get('/internal/figures')).status).toBe(403);
  expect((await (await probe.as(operator())).get('/internal/figures')).status).toBe(403);
});

test('counts begin anew after a start, under another name', async () => {
  const before = await figures();
  await probe.halt();
  await probe.start();
  const after = await figures();
  expect(after.instance).not.toBe(before.instance);
  expect(after.handled).toEqual({});
});
