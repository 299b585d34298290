import { cloudEventsContentType, domainExchange, ManagementApi, queueOf, TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService } from '@crm/testing';
import { connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { behaviour, probeService } from './probe-service.js';

let probe: TestService;

beforeAll(async () => {
  probe = await bootService(probeService);
});
afterAll(() => probe.stop());
afterEach(() => {
  behaviour.before = () => undefined;
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

const publish = (tenantId: string) => probe.broker.publish(TenantCreated, created(tenantId));
const effects = (tenantId: string) =>
  probe.sql<{ event_id: string; sequence: number }>(
    'SELECT event_id, sequence FROM effect WHERE tenant_id = $1 ORDER BY n',
    [tenantId],
  );
const sequencesOf = async (tenantId: string): Promise<number[]> => (await effects(tenantId)).map((row) => row.sequence);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const status = async (eventId: string): Promise<string | undefined> =>
  (await probe.sql<{ status: string }>('SELECT status FROM inbox WHERE event_id = $1', [eventId]))[0]?.status;

test('events of one key are handled in order, once each', async () => {
  const tenantId = newId();
  for (let n = 0; n < 200; n += 1) publish(tenantId);
  await eventually(async () => expect(await effects(tenantId)).toHaveLength(200));
  expect(await sequencesOf(tenantId)).toEqual(upTo(200));
});

test('1,000 keys at once are all handled, in order per key', async () => {
  const tenants = upTo(1_000).map(() => newId());
  for (let round = 0; round < 3; round += 1) for (const tenantId of tenants) publish(tenantId);
  const count = () =>
    probe.sql<{ n: number }>('SELECT count(*)::int AS n FROM effect WHERE tenant_id = ANY($1)', [tenants]);
  await eventually(async () => expect((await count())[0]?.n).toBe(3_000), { timeoutMs: 18_000 });
  const disorder = await probe.sql(
    'SELECT tenant_id FROM (SELECT tenant_id, sequence, lag(sequence) OVER (PARTITION BY tenant_id ORDER BY n) AS before FROM effect WHERE tenant_id = ANY($1)) e WHERE before IS NOT NULL AND sequence <> before + 1',
    [tenants],
  );
  expect(disorder).toEqual([]);
});

test('a delivery that comes again does nothing', async () => {
  const tenantId = newId();
  const event = publish(tenantId);
  for (let n = 0; n < 20; n += 1) probe.broker.send(event.type, Buffer.from(JSON.stringify(event)), event.id);
  const last = publish(tenantId);
  await eventually(async () => (await status(last.id)) === 'handled');
  expect(await sequencesOf(tenantId)).toEqual([1, 2]);
});

test('a handler that fails for a moment is tried again at once, without a parked event', async () => {
  const tenantId = newId();
  let failures = 2;
  behaviour.before = () => {
    failures -= 1;
    if (failures >= 0) throw new Error('A passing trouble.');
  };
  const event = publish(tenantId);
  await eventually(async () => (await status(event.id)) === 'handled');
  expect(await sequencesOf(tenantId)).toEqual([1]);
});

test('while the first event of a key waits for another try, the later ones wait behind it and keep their order', async () => {
  const tenantId = newId();
  const other = newId();
  let broken = true;
  behaviour.before = (event) => {
    if (broken && event.tenantid === tenantId) throw new Error('A lasting trouble.');
  };
  const first = publish(tenantId);
  await eventually(async () => (await status(first.id)) === 'parked');
  const later = [publish(tenantId), publish(tenantId)];
  const healthy = publish(other);
  await eventually(async () => (await status(healthy.id)) === 'handled');
  await eventually(async () => (await status(later[1]?.id as string)) === 'parked');
  broken = false;
  await eventually(async () => (await status(later[1]?.id as string)) === 'handled');
  expect(await sequencesOf(tenantId)).toEqual([1, 2, 3]);
});

test('a handler that always fails ends in the dead letters with its reason, lets the key go on, and is handled once after a replay', async () => {
  const tenantId = newId();
  let broken = true;
  behaviour.before = (event) => {
    if (broken && event.sequence === 1) throw new Error('No luck with this one.');
  };
  const first = publish(tenantId);
  const second = publish(tenantId);
  await eventually(async () => (await status(first.id)) === 'dead');
  await eventually(async () => (await status(second.id)) === 'handled');
  const client = await probe.as(operator());
  const letter = await client.get(`/v1/operations/dead-letters/${first.id}`);
  expect(letter.body).toMatchObject({ reason: 'exhausted', error: 'No luck with this one.', type: TenantCreated.type });
  broken = false;
  expect((await client.post(`/v1/operations/dead-letters/${first.id}/replay`, {})).status).toBe(202);
  await eventually(async () => (await status(first.id)) === 'handled');
  expect((await client.post(`/v1/operations/dead-letters/${first.id}/replay`, {})).status).toBe(404);
  expect(await sequencesOf(tenantId)).toEqual([2, 1]);
});

test.each([
  ['no JSON', () => Buffer.from('{"id":'), 'invalid-json'],
  ['broken UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'invalid-json'],
  ['no envelope', () => Buffer.from('{"hello":1}'), 'invalid-envelope'],
  [
    'another publisher',
    (e: object) => Buffer.from(JSON.stringify({ ...e, source: '/crm/billing-worker' })),
    'forbidden',
  ],
  ['an unknown type', (e: object) => Buffer.from(JSON.stringify({ ...e, type: 'crm.unheard.of.v1' })), 'unknown-type'],
  [
    'data that break the contract',
    (e: object) => Buffer.from(JSON.stringify({ ...e, data: { tenantId: 1 } })),
    'invalid-data',
  ],
])('a message with %s is a dead letter at once, and the healthy ones go on', async (_name, bytes, reason) => {
  const tenantId = newId();
  const sample = { ...publish(tenantId), id: newId() };
  const body = bytes(sample);
  probe.broker.send(TenantCreated.type, body);
  const healthy = publish(tenantId);
  await eventually(async () => (await status(healthy.id)) === 'handled');
  const found = await eventually(async () => {
    const rows = await probe.sql<{ event_id: string; reason: string }>(
      "SELECT event_id, reason FROM inbox WHERE status = 'dead' AND body = $1",
      [body],
    );
    return rows[0];
  });
  expect(found.reason).toBe(reason);
  const client = await probe.as(operator());
  const corrected = { ...sample, sequence: 3 };
  await client.post(`/v1/operations/dead-letters/${found.event_id}/replay`, { event: corrected });
  await eventually(async () => (await status(sample.id)) === 'handled');
  expect(await effects(tenantId)).toHaveLength(3);
});

test('a discarded dead letter keeps the reason and is replayed no more', async () => {
  const bytes = Buffer.from(`{"no": "envelope", "id": "${newId()}"}`);
  probe.broker.send(TenantCreated.type, bytes);
  const client = await probe.as(operator());
  const { event_id: id } = await eventually(
    async () => (await probe.sql<{ event_id: string }>('SELECT event_id FROM inbox WHERE body = $1', [bytes]))[0],
  );
  expect((await client.post(`/v1/operations/dead-letters/${id}/discard`, { reason: 'A test message.' })).status).toBe(
    200,
  );
  expect((await client.post(`/v1/operations/dead-letters/${id}/replay`, {})).status).toBe(409);
  expect((await client.get(`/v1/operations/dead-letters/${id}`)).body.error).toBe('Discarded: A test message.');
});

test('what the broker itself gives up is drained into the dead letters', async () => {
  const admin = new URL(inject('parts').amqpUrl);
  admin.pathname = `/${probe.broker.vhost}`;
  const connection = await connect(admin.href);
  const channel = await connection.createChannel();
  const body = Buffer.from(JSON.stringify({ given: 'up', id: newId() }));
  channel.publish('crm.dead', queueOf('onboarding-orchestrator'), body, {
    contentType: cloudEventsContentType,
    headers: { 'x-death': [{ reason: 'delivery_limit', count: 21 }] },
  });
  const row = await eventually(
    async () =>
      (await probe.sql<{ reason: string }>("SELECT reason FROM inbox WHERE body = $1 AND status = 'dead'", [body]))[0],
  );
  expect(row.reason).toBe('delivery_limit');
  await connection.close();
});

test('a cancelled consumer is set up again', async () => {
  const api = new ManagementApi(inject('parts').managementUrl);
  const { vhost } = probe.broker;
  const queue = queueOf('onboarding-orchestrator');
  const definition = await api.get<{ arguments: object }>(`queues/${vhost}/${queue}`);
  await api.delete(`queues/${vhost}/${queue}`);
  const ready = async (): Promise<number> => (await fetch(new URL('/readyz', probe.url))).status;
  await eventually(async () => (await ready()) === 503);
  await api.put(`queues/${vhost}/${queue}`, { durable: true, auto_delete: false, arguments: definition.arguments });
  await api.post(`bindings/${vhost}/e/${domainExchange}/q/${queue}`, { routing_key: TenantCreated.type });
  const tenantId = newId();
  // The spec publishes without confirms, so that what meets a queue in the making may be lost.
  const again = async (): Promise<boolean> => {
    publish(tenantId);
    return (await effects(tenantId)).length > 0;
  };
  await eventually(again, { pauseMs: 200 });
  expect(await ready()).toBe(200);
});

test('connections that are closed again and again lose and double nothing', async () => {
  const api = new ManagementApi(inject('parts').managementUrl);
  const tenants = upTo(50).map(() => newId());
  const closeAll = async (): Promise<void> => {
    const connections =
      await api.get<{ name: string; vhost: string; client_properties: { connection_name?: string } }[]>('connections');
    const ours = connections.filter((c) => c.vhost === probe.broker.vhost && c.client_properties.connection_name);
    await Promise.all(ours.map((c) => api.delete(`connections/${encodeURIComponent(c.name)}`).catch(() => undefined)));
  };
  for (let round = 0; round < 20; round += 1) {
    for (const tenantId of tenants) publish(tenantId);
    if (round % 5 === 4) await closeAll();
  }
  for (const tenantId of tenants) {
    await eventually(async () => expect(await sequencesOf(tenantId)).toEqual(upTo(20)), { timeoutMs: 15_000 });
  }
});

test('a stop finishes and acks what has begun; the rest is handled after the next start, each once', async () => {
  const tenantId = newId();
  behaviour.before = () => new Promise((resolve) => setTimeout(resolve, 20));
  for (let n = 0; n < 40; n += 1) publish(tenantId);
  await eventually(async () => (await effects(tenantId)).length > 3);
  await probe.halt();
  const before = (await effects(tenantId)).length;
  expect(before).toBeLessThan(40);
  behaviour.before = () => undefined;
  await probe.start();
  await eventually(async () => (await effects(tenantId)).length === 40);
  expect(await sequencesOf(tenantId)).toEqual(upTo(40));
});
