import {
  otherSpellings,
  type ServiceEnvelope,
  serviceEventNames,
  sourceOfService,
  toServiceMessage,
} from '@crm/events';
import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, IsObject, IsString, ValidateNested } from 'class-validator';
import type { Entry } from '../entries/entry.entity.js';
import { attributesOf } from './attributes-of.js';
import type { ServiceEventDetail } from './service-event-trail.service.js';

class ServiceEventHeadersDto {
  /** One of the table's, in its spelling or the hub's other one. */
  @IsIn([...serviceEventNames, ...Object.keys(otherSpellings)]) name: string;
  /** Who tells it: none of this platform's services. */
  @IsString() serviceName: string;
  /** Milliseconds since 1970; now unless told. */
  @Omittable() @IsInt() createdAt?: number;
}

export class RecordServiceEventDto {
  @IsDefined() @IsObject() @ValidateNested() @Type(() => ServiceEventHeadersDto) headers: ServiceEventHeadersDto;
  /** The facts. `user` is the caller and `tenant` the caller's own unless told. */
  @IsObject() payload: Record<string, unknown>;
}

/** A service event as the hub's clients read it. */
export interface ServiceEventView {
  id: string;
  headers: ServiceEnvelope['headers'];
  payload: ServiceEnvelope['payload'];
  receivedAt: Date;
  /** The spelling in which it came, where that is another. */
  originalName?: string;
}

export function viewOfServiceEvent(entry: Entry): ServiceEventView {
  const { serviceName, originalName, payload } = entry.detail as unknown as ServiceEventDetail;
  const { envelope } = toServiceMessage({
    specversion: '1.0',
    datacontenttype: 'application/json',
    ...attributesOf(entry.eventId, entry.targetId, entry.correlationId),
    type: entry.type,
    source: sourceOfService(serviceName),
    time: entry.at.toISOString(),
    tenantid: entry.tenantId,
    actor: entry.actor,
    data: payload,
  });
  return {
    id: entry.id,
    ...envelope,
    receivedAt: entry.receivedAt,
    ...(originalName === undefined ? {} : { originalName }),
  };
}
