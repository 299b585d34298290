import { cloudEventsContentType } from '../envelope/cloud-event.js';
import type { UnsequencedEvent } from '../envelope/compose.js';
import { headersOf } from '../service-events/amqp-headers.js';
import type { UnsequencedServiceEvent } from '../service-events/compose-service-event.js';
import { toServiceMessage } from '../service-events/mapping.js';
import { busExchange, domainExchange } from '../topology/names.js';

/** A message on its way into the outbox, but for its number among those of its key. */
export interface Outgoing {
  readonly id: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly partitionKey: string;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly contentType: string;
  /** The exact bytes that will be sent, and headers beside them. */
  encode(sequence: number): { readonly body: Buffer; readonly headers: Record<string, unknown> | null };
}

/** An event of the map: a CloudEvent in structured JSON. */
export function outgoingEvent(event: UnsequencedEvent): Outgoing {
  const { data, ...attributes } = event;
  return {
    ...common(event),
    exchange: domainExchange,
    contentType: cloudEventsContentType,
    encode: (sequence) => ({ body: Buffer.from(JSON.stringify({ ...attributes, sequence, data })), headers: null }),
  };
}

/** A service event: the hub's envelope, with its CloudEvents attributes as headers. */
export function outgoingServiceEvent(event: UnsequencedServiceEvent): Outgoing {
  return {
    ...common(event),
    exchange: busExchange,
    contentType: 'application/json',
    encode: (sequence) => {
      const message = toServiceMessage({ ...event, sequence });
      return { body: Buffer.from(JSON.stringify(message.envelope)), headers: headersOf(message.attributes) };
    },
  };
}

function common(event: Pick<UnsequencedEvent, 'id' | 'type' | 'partitionkey' | 'tenantid' | 'correlationid'>) {
  return {
    id: event.id,
    routingKey: event.type,
    partitionKey: event.partitionkey,
    tenantId: event.tenantid,
    correlationId: event.correlationid,
  };
}
