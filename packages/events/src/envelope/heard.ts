import type { EventClass } from '../contracts/event-class.js';
import { links, type ServiceName } from '../links.js';
import { heardOnBus } from '../service-events/table.js';

/** What a consumer hears: events of the map by their types, and service events by their names. */
export interface Heard {
  readonly events: ReadonlyMap<string, EventClass>;
  readonly onBus: ReadonlySet<string>;
}

/** Injected value: what the service at hand hears. */
export const HEARD = Symbol('what the service hears');

export function heardBy(service: ServiceName): Heard {
  return {
    events: new Map<string, EventClass>(links[service].consumes.map((event) => [event.type, event])),
    onBus: new Set(heardOnBus(service)),
  };
}
