import { redact } from '@crm/platform';
import type { SaidMessage } from '../commands.js';
import type { CloudEvent } from '../envelope/cloud-event.js';
import { parseBody } from '../envelope/read.js';
import { attributesOf } from '../service-events/amqp-headers.js';
import type { ServiceEnvelope } from '../service-events/envelope.js';
import { type ServiceAttributes, type ServiceEvent, toServiceEvent } from '../service-events/mapping.js';

export interface SaidRow {
  readonly body: Buffer;
  /** Of service events alone. */
  readonly headers: Record<string, unknown> | null;
  readonly published_at: Date | null;
}

/** A row of the outbox as it is told; undefined for one that is no event. */
export function saidMessage(row: SaidRow, withPayload: boolean): SaidMessage | undefined {
  const event = eventOf(row);
  if (!event) return undefined;
  return {
    eventId: event.id,
    type: event.type,
    correlationId: event.correlationid,
    subject: event.subject,
    tenantId: event.tenantid,
    actor: event.actor,
    at: event.time,
    publishedAt: row.published_at?.toISOString() ?? null,
    causationId: event.causationid ?? null,
    hopCount: event.hopcount,
    // Contracts carry no secrets; should one ever be wrong about it, it is not shown here.
    ...(withPayload ? { payload: redact({ ...(event.data as object) }) } : {}),
  };
}

function eventOf({ body, headers }: SaidRow): CloudEvent | ServiceEvent | undefined {
  const parsed = parseBody(body);
  if (!headers) return parsed as CloudEvent | undefined;
  const attributes = attributesOf(headers) as unknown as ServiceAttributes;
  return parsed && toServiceEvent({ envelope: parsed as unknown as ServiceEnvelope, attributes });
}
