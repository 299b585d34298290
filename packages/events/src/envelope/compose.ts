import { currentContext, newId } from '@crm/platform';
import type { DataOf, EventClass } from '../contracts/event-class.js';
import type { ServiceName } from '../links.js';
import { type CloudEvent, maxHopCount, schemaUriOf } from './cloud-event.js';
import { InvalidEventData, SuspectedLoop } from './event-errors.js';
import { violationsOf } from './validate-data.js';

export type UnsequencedEvent = Omit<CloudEvent, 'sequence'>;

/**
 * Makes the envelope of a new event from its data and the context of the work in progress.
 *
 * @throws InvalidEventData when the data break the contract
 * @throws SuspectedLoop when the chain of causes is longer than `maxHopCount`
 */
export function composeEvent<E extends EventClass>(
  event: E,
  data: DataOf<E>,
  publisher: ServiceName,
  tenantId: string,
): UnsequencedEvent {
  const violations = violationsOf(event, data);
  if (violations.length > 0) throw new InvalidEventData(event.type, violations);
  const context = currentContext();
  const hopcount = context?.causationId ? context.hopCount + 1 : 0;
  if (hopcount > maxHopCount) throw new SuspectedLoop(event.type, hopcount);
  const id = newId();
  const subject = event.subjectOf(data);
  return {
    specversion: '1.0',
    id,
    source: `/crm/${publisher}`,
    type: event.type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: schemaUriOf(event.type),
    tenantid: tenantId,
    actor: context?.actor ?? `service:${publisher}`,
    partitionkey: subject,
    correlationid: context?.correlationId ?? id,
    ...(context?.causationId ? { causationid: context.causationId } : {}),
    hopcount,
    ...(context?.traceparent ? { traceparent: context.traceparent } : {}),
    data,
  };
}
