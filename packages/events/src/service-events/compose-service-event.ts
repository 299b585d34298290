import { currentContext, newId } from '@crm/platform';
import { maxHopCount } from '../envelope/cloud-event.js';
import { InvalidEventData, SuspectedLoop } from '../envelope/event-errors.js';
import type { ServiceName } from '../links.js';
import { longestEnvelope } from './envelope.js';
import { type ServiceEvent, sourceOfService } from './mapping.js';

export type UnsequencedServiceEvent = Omit<ServiceEvent, 'sequence'>;

/** What is told of a resource: its id, and facts of which none is a secret. */
export interface Facts {
  readonly id: string;
  readonly user?: never;
  readonly tenant?: never;
  readonly [fact: string]: unknown;
}

/**
 * Makes a service event from the facts and the context of the work in progress: who, where, when, and because of what.
 *
 * @throws InvalidEventData when the facts are too large
 * @throws SuspectedLoop when the chain of causes is longer than `maxHopCount`
 */
export function composeServiceEvent(
  name: string,
  facts: Facts,
  service: ServiceName,
  tenantId: string,
): UnsequencedServiceEvent {
  const size = Buffer.byteLength(JSON.stringify(facts));
  if (size > longestEnvelope) throw new InvalidEventData(name, [`the facts are ${size} bytes long`]);
  const context = currentContext();
  const hopcount = context?.causationId ? context.hopCount + 1 : 0;
  if (hopcount > maxHopCount) throw new SuspectedLoop(name, hopcount);
  const id = newId();
  return {
    specversion: '1.0',
    id,
    source: sourceOfService(service),
    type: name,
    subject: facts.id,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    tenantid: tenantId,
    actor: context?.actor ?? `service:${service}`,
    // The events of the map are numbered by themselves, whatever is told beside them.
    partitionkey: `event-bus:${facts.id}`,
    correlationid: context?.correlationId ?? id,
    ...(context?.causationId ? { causationid: context.causationId } : {}),
    hopcount,
    ...(context?.traceparent ? { traceparent: context.traceparent } : {}),
    data: facts,
  };
}
