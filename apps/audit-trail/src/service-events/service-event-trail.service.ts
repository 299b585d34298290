import { type HeardServiceEvent, type ServiceEventName, serviceOfSource } from '@crm/events';
import { Injectable } from '@nestjs/common';
import type { Entry } from '../entries/entry.entity.js';
import { TrailService } from '../entries/trail.service.js';
import type { UnitOfWork } from '../messaging.js';
import { serviceEventTold } from './service-event-sentences.js';

/** What an entry keeps of a service event beside its type, time, actor and target. */
export interface ServiceEventDetail {
  readonly serviceName: string;
  /** The spelling in which it came, where that is another. */
  readonly originalName?: string | undefined;
  /** The facts, without `user` and `tenant`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Who brought it by the API; absent for what came over the bus. */
  readonly recordedBy?: string | undefined;
}

/** Makes entries of service events, by whichever way they come. */
@Injectable()
export class ServiceEventTrailService {
  constructor(private readonly trail: TrailService) {}

  record(unit: UnitOfWork, event: HeardServiceEvent, recordedBy?: string): Promise<Entry> {
    const name = event.type as ServiceEventName;
    const detail: ServiceEventDetail = {
      serviceName: serviceOfSource(event.source),
      originalName: event.originalname,
      payload: event.data,
      recordedBy,
    };
    return this.trail.record(unit, event, {
      at: event.time,
      target: { kind: kindOf(name), id: event.subject },
      sentence: (names) => serviceEventTold(names, name),
      detail: { ...detail },
    });
  }
}

/** `role` for `iam.role.created`, `flow` for `flow.started`: what the event is about. */
function kindOf(name: ServiceEventName): string {
  const parts = name.split('.');
  return parts.at(-2) ?? name;
}
