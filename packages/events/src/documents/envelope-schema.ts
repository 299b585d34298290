import type { Schema } from '@crm/platform';
import type { EventClass } from '../contracts/event-class.js';
import { maxHopCount, schemaUriOf } from '../envelope/cloud-event.js';

const text = { type: 'string', minLength: 1 };
const uuid = { type: 'string', format: 'uuid' };

/** JSON Schema of what all our events have around their data; the words are those of `CloudEvent`. */
export const envelopeSchema: Schema = {
  type: 'object',
  description: 'CloudEvents 1.0 in structured JSON, with the extension attributes that order and explain an event.',
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'subject',
    'time',
    'datacontenttype',
    'dataschema',
    'tenantid',
    'actor',
    'partitionkey',
    'sequence',
    'correlationid',
    'hopcount',
    'data',
  ],
  properties: {
    specversion: { const: '1.0' },
    id: { ...uuid, description: 'The same event never has another one, however often it is delivered.' },
    source: { ...text, description: '/crm/<service>' },
    type: text,
    subject: { ...text, description: 'Id of the aggregate.' },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    dataschema: text,
    tenantid: uuid,
    actor: { ...text, description: 'Who caused it: user:<id>, operator:<id>, service:<name> or anonymous.' },
    partitionkey: { ...text, description: 'Events with the same key are handled in order.' },
    sequence: { type: 'integer', minimum: 1, description: '1, 2, 3 … per partition key and publisher.' },
    correlationid: { ...text, description: 'Shared by all that follows from one request.' },
    causationid: { ...text, description: 'Id of the event that this one follows from.' },
    hopcount: { type: 'integer', minimum: 0, maximum: maxHopCount },
    traceparent: { ...text, description: 'W3C Trace Context of the publisher.' },
    data: { type: 'object' },
  },
};

/** The envelope of one event, with its own type, source and data. */
export function eventEnvelopeSchema(event: EventClass, publisher: string): Schema {
  return {
    allOf: [
      { $ref: '#/components/schemas/CloudEvent' },
      {
        type: 'object',
        properties: {
          type: { const: event.type },
          source: { const: `/crm/${publisher}` },
          dataschema: { const: schemaUriOf(event.type) },
          data: { $ref: `#/components/schemas/${event.name}` },
        },
      },
    ],
  };
}
