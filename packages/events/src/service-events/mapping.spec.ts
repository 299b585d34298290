import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServiceEnvelope } from './envelope.js';
import { type ServiceAttributes, type ServiceEvent, toServiceEvent, toServiceMessage } from './mapping.js';

const seed = Number(process.env['SPEC_SEED'] ?? Date.now() % 1_000_000);
console.log(`SPEC_SEED=${seed}`);

/** From 2001 to 2286: milliseconds with 13 digits. */
const createdAt = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 });
const facts = fc.dictionary(
  fc.string().filter((name) => !['user', 'tenant', '__proto__'].includes(name)),
  fc.jsonValue(),
);
const user = fc.oneof(fc.uuid(), fc.string(), fc.constantFrom('anonymous', 'user:1', 'operator:', 'service:x', ''));

const attributes: fc.Arbitrary<ServiceAttributes> = fc.record(
  {
    id: fc.uuid(),
    subject: fc.string(),
    partitionkey: fc.string(),
    sequence: fc.nat(),
    correlationid: fc.string(),
    causationid: fc.uuid(),
    hopcount: fc.nat(8),
    traceparent: fc.string(),
  },
  { requiredKeys: ['id', 'subject', 'partitionkey', 'sequence', 'correlationid', 'hopcount'] },
);

const envelope: fc.Arbitrary<ServiceEnvelope> = fc
  .tuple(
    fc.record({
      name: fc.string({ minLength: 1 }),
      createdAt,
      serviceName: fc.string({ minLength: 1, unit: 'grapheme' }),
    }),
    fc.record({ user, tenant: fc.uuid() }, { requiredKeys: ['tenant'] }),
    facts,
  )
  .map(([headers, who, rest]) => ({ headers, payload: { ...who, ...rest } }));

test('an envelope becomes a CloudEvent and the same envelope again', () => {
  fc.assert(
    fc.property(envelope, attributes, (said, beside) => {
      expect(toServiceMessage(toServiceEvent({ envelope: said, attributes: beside }))).toEqual({
        envelope: said,
        attributes: beside,
      });
    }),
    { seed, numRuns: 500 },
  );
});

const event: fc.Arbitrary<ServiceEvent> = fc
  .tuple(
    attributes,
    fc.record({
      type: fc.string({ minLength: 1 }),
      source: fc.string({ minLength: 1, unit: 'grapheme' }).map((name) => `/event-bus/${encodeURIComponent(name)}`),
      time: createdAt.map((at) => new Date(at).toISOString()),
      tenantid: fc.uuid(),
      actor: fc.oneof(
        fc.constant('anonymous'),
        fc.tuple(fc.constantFrom('operator:', 'service:'), fc.uuid()).map(([kind, id]) => kind + id),
        fc.uuid().map((id) => `user:${id}`),
      ),
      data: facts,
    }),
  )
  .map(([beside, said]) => ({ specversion: '1.0', datacontenttype: 'application/json', ...beside, ...said }));

test('a CloudEvent becomes an envelope and the same CloudEvent again', () => {
  fc.assert(
    fc.property(event, (told) => {
      expect(toServiceEvent(toServiceMessage(told))).toEqual(told);
    }),
    { seed, numRuns: 500 },
  );
});
