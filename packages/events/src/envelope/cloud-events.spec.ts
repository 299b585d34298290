import { CloudEvent, HTTP } from 'cloudevents';
import { expect, test } from 'vitest';
import { sampleOf } from '../../test/sample-data.js';
import type { DataOf, EventClass } from '../contracts/event-class.js';
import { eventClasses, publisherOf } from '../links.js';
import { eventSchema } from '../schemas/event-schema.js';
import { cloudEventsContentType } from './cloud-event.js';
import { composeEvent } from './compose.js';
import { violationsOf } from './validate-data.js';

const tenantId = '0192d7a1-7c1e-7b4f-8a7e-3f6d2b1c9e55';
const composed = (event: EventClass) =>
  composeEvent(
    event,
    sampleOf(eventSchema(event)) as DataOf<typeof event>,
    publisherOf(event.type) ?? 'user-auth',
    tenantId,
  );

test.each(eventClasses.map((event) => [event.type, event] as const))(
  '%s is a CloudEvent for the SDK of the specification',
  (type, event) => {
    const wire = { ...composed(event), sequence: 1 };
    const read = HTTP.toEvent({
      headers: { 'content-type': cloudEventsContentType },
      body: JSON.stringify(wire),
    }) as CloudEvent;
    expect(read.validate()).toBe(true);
    expect(read.toJSON()).toEqual({ ...wire, time: wire.time });
    expect(read.type).toBe(type);
  },
);

test('the SDK refuses an event without its source', () => {
  const { source: _, ...without } = composed(eventClasses[0] as EventClass);
  expect(() => new CloudEvent({ ...without, source: '' }).validate()).toThrow();
});

test.each(eventClasses.map((event) => [event.type, event] as const))(
  'data that fit the JSON Schema of %s fit its contract',
  (_type, event) => {
    const schema = eventSchema(event);
    const sample = sampleOf(schema) as Record<string, unknown>;
    expect(violationsOf(event, sample)).toEqual([]);
    for (const field of schema['required'] as string[]) {
      expect(violationsOf(event, { ...sample, [field]: undefined }), field).not.toEqual([]);
    }
    for (const field of Object.keys(sample).filter((name) => !(schema['required'] as string[]).includes(name))) {
      expect(violationsOf(event, { ...sample, [field]: undefined }), field).toEqual([]);
    }
  },
);
