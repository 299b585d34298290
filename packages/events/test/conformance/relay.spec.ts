import { type CloudEvent, ManagementApi, OnboardingStarted } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService, tapQueue } from '@crm/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { behaviour, Probe, probeService } from './probe-service.js';

let service: TestService;
let probe: Probe;

beforeAll(async () => {
  service = await bootService(probeService);
  probe = service.app.get(Probe);
});
afterAll(() => service.stop());

const heardOf = (subject: string): CloudEvent[] => service.broker.heard.filter((event) => event.subject === subject);
const pending = async (): Promise<number> =>
  (await service.sql<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL'))[0]?.n ?? 0;

test('what commits is sent, what is rolled back never was', async () => {
  const [tenantId, kept, dropped] = [newId(), newId(), newId()];
  await expect(probe.publish(tenantId, dropped, true)).rejects.toThrow('rolled back');
  await probe.publish(tenantId, kept);
  await eventually(() => heardOf(kept).length === 1);
  expect(heardOf(dropped)).toEqual([]);
});

test('events of one aggregate arrive in the order of their sequence', async () => {
  const [tenantId, subject] = [newId(), newId()];
  await Promise.all(Array.from({ length: 100 }, () => probe.publish(tenantId, subject)));
  await eventually(() => heardOf(subject).length === 100);
  expect(heardOf(subject).map((event) => event.sequence)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
});

test('the stored bytes are the bytes that are sent, and carry the envelope of CloudEvents', async () => {
  const [tenantId, subject] = [newId(), newId()];
  await probe.publish(tenantId, subject);
  await eventually(() => heardOf(subject).length === 1);
  const [row] = await service.sql<{ body: Buffer }>('SELECT body FROM outbox WHERE partition_key = $1', [subject]);
  expect(JSON.parse(row?.body.toString() ?? '')).toEqual(heardOf(subject)[0]);
  expect(heardOf(subject)[0]).toMatchObject({
    specversion: '1.0',
    source: '/crm/onboarding-orchestrator',
    type: OnboardingStarted.type,
    tenantid: tenantId,
    partitionkey: subject,
    sequence: 1,
    hopcount: 0,
  });
});

test('an event that no queue takes stays in the outbox, is shown, and is sent when the binding is back', async () => {
  const api = new ManagementApi(inject('parts').managementUrl);
  const { vhost } = service.broker;
  await api.delete(`bindings/${vhost}/e/crm.events/q/${tapQueue}/%23`);
  const [tenantId, subject] = [newId(), newId()];
  await probe.publish(tenantId, subject);
  await probe.publish(tenantId, subject);
  const client = await service.as(operator());
  await eventually(async () => {
    const { body } = await client.get('/v1/operations/outbox');
    return body.pending === 2 && body.failing[0]?.error.includes('No queue is bound');
  });
  await api.post(`bindings/${vhost}/e/crm.events/q/${tapQueue}`, { routing_key: '#' });
  await eventually(() => heardOf(subject).length === 2);
  expect(heardOf(subject).map((event) => event.sequence)).toEqual([1, 2]);
  await eventually(async () => (await pending()) === 0);
});

test('a relay that loses its connection sends the rest, and nothing is missing', async () => {
  const api = new ManagementApi(inject('parts').managementUrl);
  const tenantId = newId();
  const subjects = Array.from({ length: 30 }, () => newId());
  const writing = (async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(subjects.map((subject) => probe.publish(tenantId, subject)));
      const connections =
        await api.get<{ name: string; vhost: string; client_properties: { connection_name?: string } }[]>(
          'connections',
        );
      const ours = connections.filter(
        (c) => c.vhost === service.broker.vhost && c.client_properties.connection_name?.endsWith('relay'),
      );
      await Promise.all(
        ours.map((c) => api.delete(`connections/${encodeURIComponent(c.name)}`).catch(() => undefined)),
      );
    }
  })();
  await writing;
  await eventually(async () => (await pending()) === 0, { timeoutMs: 15_000 });
  for (const subject of subjects) {
    const distinct = [...new Set(heardOf(subject).map((event) => event.sequence))];
    expect(distinct).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
  }
});

test('a message of 900 kB is carried', async () => {
  const [tenantId, subject] = [newId(), newId()];
  await probe.publish(tenantId, subject);
  // Published before it grows: what the relay has read already would go out as it was.
  await eventually(async () => (await pending()) === 0);
  await service.sql(
    "UPDATE outbox SET body = convert_to(rpad(convert_from(body, 'UTF8'), 900000, ' '), 'UTF8'), published_at = NULL WHERE partition_key = $1",
    [subject],
  );
  await eventually(() => service.broker.sizes.includes(900_000));
  await eventually(async () => (await pending()) === 0);
});

test('a timer fires once, a failing one is tried again, and setting it anew replaces it', async () => {
  const tenantId = newId();
  const fired = (key: string) =>
    service.sql<{ sequence: number }>('SELECT sequence FROM effect WHERE tenant_id = $1 AND subject = $2', [
      tenantId,
      `${key} done`,
    ]);
  await probe.schedule(tenantId, 'once', 0);
  await probe.schedule(tenantId, 'failing', 0, { failures: 1 });
  await probe.schedule(tenantId, 'replaced', 60_000);
  await probe.schedule(tenantId, 'replaced', 0);
  await eventually(async () => (await fired('failing')).length === 1);
  await eventually(async () => (await fired('replaced')).length === 1);
  expect(await fired('once')).toHaveLength(1);
  expect((await fired('failing'))[0]?.sequence).toBe(1);
  expect(await service.sql('SELECT id FROM timers WHERE tenant_id = $1', [tenantId])).toEqual([]);
});

test('a timer that takes its time stays with its process, and one of a process that died is taken over', async () => {
  const tenantId = newId();
  const leased = async () =>
    (
      await service.sql<{ until: number }>(
        'SELECT extract(epoch FROM leased_until)::float8 AS until FROM timers WHERE tenant_id = $1',
        [tenantId],
      )
    )[0]?.until ?? 0;
  const gate = Promise.withResolvers<void>();
  let attempts = 0;
  behaviour.beforeTimer = () => {
    attempts += 1;
    return attempts === 1 ? gate.promise : undefined;
  };
  await probe.schedule(tenantId, 'slow', 0);
  await eventually(() => attempts === 1);
  const first = await leased();
  await eventually(async () => (await leased()) > first + 1);
  expect(attempts).toBe(1);

  // Taken over by another process, that dies in turn: what the first one did meanwhile is not written.
  const takenOver =
    'UPDATE timers SET lease = $2, leased_until = now() + make_interval(secs => $3) WHERE tenant_id = $1';
  await service.sql(takenOver, [tenantId, newId(), 3_600]);
  gate.resolve();
  await service.sql(takenOver, [tenantId, newId(), 0]);
  await eventually(async () => (await service.sql('SELECT FROM timers WHERE tenant_id = $1', [tenantId])).length === 0);
  behaviour.beforeTimer = () => undefined;
  expect(attempts).toBe(2);
  expect(await service.sql('SELECT FROM effect WHERE tenant_id = $1', [tenantId])).toHaveLength(1);
});
