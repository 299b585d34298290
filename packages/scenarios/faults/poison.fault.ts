import { randomUUID } from 'node:crypto';
import { type EventClass, links, publisherOf, queueOf, type ServiceName, schemaUriOf, serviceNames } from '@crm/events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../src/platform/eventually.js';
import { FaultWorld } from './fault-world.js';
import { sampleOf } from './samples.js';

const consumers = serviceNames.filter((name) => links[name].consumes.length > 0);
let world: FaultWorld;

beforeAll(async () => {
  // In this test build a handler throws for events of the actor `poison` that are younger than ten seconds.
  const env = { NODE_ENV: 'test', CRM_SABOTAGE: 'poison', INBOX_RETRY_SECONDS: '0.2,0.5' };
  world = await FaultWorld.open({ tenants: 3, writesPerSecond: 10, env });
}, 180_000);
afterAll(() => world.close(), 60_000);

function envelope(event: EventClass, tenantId: string): Record<string, unknown> {
  const data = sampleOf(event, tenantId);
  const subject = event.subjectOf(data);
  const id = randomUUID();
  world.planted.add(id);
  return {
    specversion: '1.0',
    id,
    source: `/crm/${publisherOf(event.type)}`,
    type: event.type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: schemaUriOf(event.type),
    tenantid: tenantId,
    actor: 'poison',
    partitionkey: subject,
    sequence: 1,
    correlationid: id,
    hopcount: 0,
    data,
  };
}

interface Letter {
  id: string;
  reason: string;
  event: { id?: string; base64?: string };
}

test.concurrent.each(consumers)(
  'poison on the queue of %s ends in the dead letters, and is handled once after a replay',
  async (service: ServiceName) => {
    const operator = await world.platform.operator();
    const event = links[service].consumes[0] as EventClass;
    const throwing = envelope(event, randomUUID());
    const other = randomUUID();
    const invalid: Record<string, unknown> = { ...envelope(event, other), data: { tenantId: other } };
    const noJson = Buffer.from(`{"half": "${randomUUID()}`);
    const queue = queueOf(service);
    await world.broker.put(queue, noJson);
    for (const one of [throwing, invalid]) await world.broker.put(queue, Buffer.from(JSON.stringify(one)));

    const letters = await eventually(async () => {
      const { items } = await operator.get<{ items: Letter[] }>(`/v1/operations/${service}/dead-letters?limit=500`);
      const found = [
        items.find((letter) => letter.event.base64 === noJson.toString('base64')),
        items.find((letter) => letter.event.id === throwing['id']),
        items.find((letter) => letter.event.id === invalid['id']),
      ];
      return found.every((letter) => letter) ? (found as [Letter, Letter, Letter]) : undefined;
    });
    expect(letters.map((letter) => letter.reason)).toEqual(['invalid-json', 'exhausted', 'invalid-data']);

    await eventually(() => Date.now() - Date.parse(throwing['time'] as string) > 10_500);
    const corrected: Record<string, unknown> = { ...envelope(event, randomUUID()), actor: 'mended' };
    const mended = { ...invalid, data: sampleOf(event, other) };
    await operator.post(`/v1/operations/${service}/dead-letters/${letters[0].id}/replay`, { event: corrected });
    await operator.post(`/v1/operations/${service}/dead-letters/${letters[1].id}/replay`, {});
    await operator.post(`/v1/operations/${service}/dead-letters/${letters[2].id}/replay`, { event: mended });
    await eventually(async () => {
      const rows = await world.databases.rows<{ status: string; attempts: number }>(
        service,
        'SELECT status FROM inbox WHERE event_id = ANY($1)',
        [[corrected['id'], throwing['id'], invalid['id']]],
      );
      return rows.length === 3 && rows.every((row) => row.status === 'handled');
    });
  },
  60_000,
);

test('the healthy traffic went on, and its books balance', () => world.expectBalanced(), 180_000);
