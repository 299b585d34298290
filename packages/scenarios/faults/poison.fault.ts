import { randomUUID } from 'node:crypto';
import { type EventClass, links, publisherOf, queueOf, type ServiceName, schemaUriOf, serviceNames } from '@crm/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../src/platform/eventually.js';
import { FaultWorld } from './fault-world.js';
import { sampleOf } from './samples.js';

const consumers = serviceNames.filter((name) => links[name].consumes.length > 0);

interface Letter {
  readonly id: string;
  readonly reason: string;
  readonly event: { readonly id?: string; readonly base64?: string };
}

type Envelope = Record<string, unknown>;

/** What was put on one queue, and the dead letter that became of it. */
interface Poison {
  readonly noJson: { readonly letter: Letter };
  readonly throwing: { readonly envelope: Envelope; readonly letter: Letter };
  readonly invalid: { readonly envelope: Envelope; readonly letter: Letter };
}

let world: FaultWorld;
const poisons = new Map<ServiceName, Poison>();

beforeAll(async () => {
  world = await FaultWorld.open();
}, 120_000);
afterAll(() => world.close());

describe('while handlers throw', () => {
  beforeAll(() => world.arm('poison'));
  afterAll(() => world.disarm());

  test.concurrent.each(consumers)(
    'poison on the queue of %s ends in the dead letters with its reason',
    async (service) => {
      const operator = await world.platform.operator();
      const event = links[service].consumes[0] as EventClass;
      const throwing = envelopeOf(event, randomUUID());
      const other = randomUUID();
      const invalid: Envelope = { ...envelopeOf(event, other), data: { tenantId: other } };
      const noJson = Buffer.from(`{"half": "${randomUUID()}`);
      const bodies = [noJson, ...[throwing, invalid].map((one) => Buffer.from(JSON.stringify(one)))];
      for (const body of bodies) await world.broker.put(queueOf(service), body);

      const poison = await eventually(
        async () => {
          const { items } = await operator.get<{ items: Letter[] }>(`/v1/operations/${service}/dead-letters?limit=500`);
          const letterOf = (found: (letter: Letter) => boolean): Letter => {
            const letter = items.find(found);
            if (!letter) throw new Error(`One of the three is not among ${items.length} dead letters.`);
            return letter;
          };
          return {
            noJson: { letter: letterOf(({ event: { base64 } }) => base64 === noJson.toString('base64')) },
            throwing: { envelope: throwing, letter: letterOf((letter) => letter.event.id === throwing['id']) },
            invalid: { envelope: invalid, letter: letterOf((letter) => letter.event.id === invalid['id']) },
          };
        },
        { timeoutMs: 60_000, pauseMs: 500 },
      );
      expect([poison.noJson, poison.throwing, poison.invalid].map(({ letter }) => letter.reason)).toEqual([
        'invalid-json',
        'exhausted',
        'invalid-data',
      ]);
      poisons.set(service, poison);
    },
    90_000,
  );
});

describe('when they are mended', () => {
  test.concurrent.each(consumers)('the dead letters of %s are handled once after a replay', async (service) => {
    const operator = await world.platform.operator();
    const { noJson, throwing, invalid } = poisons.get(service) as Poison;
    const event = links[service].consumes[0] as EventClass;
    const corrected: Envelope = { ...envelopeOf(event, randomUUID()), actor: 'mended' };
    const mended = { ...invalid.envelope, data: sampleOf(event, String(invalid.envelope['tenantid'])) };
    const replay = (letter: Letter, body: object) =>
      operator.post(`/v1/operations/${service}/dead-letters/${letter.id}/replay`, body);
    await replay(noJson.letter, { event: corrected });
    await replay(throwing.letter, {});
    await replay(invalid.letter, { event: mended });
    const ids = [corrected, throwing.envelope, invalid.envelope].map((envelope) => envelope['id']);
    await eventually(async () => {
      const rows = await world.databases.rows<{ status: string }>(
        service,
        'SELECT status FROM inbox WHERE event_id = ANY($1)',
        [ids],
      );
      return rows.length === 3 && rows.every((row) => row.status === 'handled');
    });
  });
});

test('the healthy traffic went on, and its books balance', () => world.expectBalanced());

function envelopeOf(event: EventClass, tenantId: string): Envelope {
  const data = sampleOf(event, tenantId);
  const subject = event.subjectOf(data);
  const id = randomUUID();
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
