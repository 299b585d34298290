import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventClass } from '../contracts/event-class.js';
import type { EventOf } from '../envelope/cloud-event.js';
import type { ConsumedBy, ServiceName } from '../links.js';
import type { ServiceEvent } from '../service-events/mapping.js';
import { heardOnBus } from '../service-events/table.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import { HandOnErrors } from './hand-on-errors.js';

/** A class with one method that handles one event; listed among the controllers of its module. */
export const EventHandler = (): ClassDecorator => applyDecorators(Controller(), UseFilters(HandOnErrors));

export type HandlerOf<S extends ServiceName, E extends EventClass> = (
  event: EventOf<E>,
  unit: UnitOfWork<S>,
) => Promise<void>;

/**
 * The decorator that binds a method to one of the service's consume links. Another event, or a method with another
 * signature, does not compile.
 *
 * The method runs inside one transaction in the event's tenant, once per event, in order per partition key. What it
 * throws rolls everything back and the event is tried again.
 */
export function handlesOf<S extends ServiceName>() {
  return <E extends ConsumedBy<S>>(event: E) =>
    <T extends HandlerOf<S, E>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<T>): void => {
      Payload()(target, key, 0);
      Ctx()(target, key, 1);
      (EventPattern(event.type) as MethodDecorator)(target, key, descriptor);
    };
}

export type ServiceEventHandlerOf<S extends ServiceName> = (
  event: HeardServiceEvent,
  unit: UnitOfWork<S>,
) => Promise<void>;

/** A service event as its listener gets it: under the seed's name, with the spelling in which it came, if another. */
export type HeardServiceEvent = ServiceEvent & { readonly originalname?: string };

/** Binds a method to every service event that the service hears on the bus; it runs as one of `Handles` does. */
export function handlesServiceEventsOf<S extends ServiceName>(service: S) {
  return () =>
    <T extends ServiceEventHandlerOf<S>>(
      target: object,
      key: string | symbol,
      descriptor: TypedPropertyDescriptor<T>,
    ): void => {
      Payload()(target, key, 0);
      Ctx()(target, key, 1);
      (EventPattern([...heardOnBus(service)]) as MethodDecorator)(target, key, descriptor);
    };
}
