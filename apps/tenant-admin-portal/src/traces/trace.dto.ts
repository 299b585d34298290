import type { HeardMessage, SaidMessage, ServiceName } from '@crm/events';
import { serviceNames } from '@crm/events';
import { Omittable } from '@crm/platform';
import { IsBoolean, IsDateString, IsIn, IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

export class TraceParams {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, { message: 'correlationId must be the id of a request' })
  correlationId: string;
}

class Newest {
  /** For operators; others see their own tenant. */
  @Omittable() @IsUUID() tenantId?: string;
  @Omittable() @IsDateString() since?: string;
  @IsInt() @Min(1) @Max(100) limit: number = 50;
}

export class TracesQuery extends Newest {
  /** Only what an event of this type is part of. */
  @Omittable() @IsString() @MaxLength(200) type?: string;
  /** Also what did no more than begin, renew or end a session. */
  @IsBoolean() sessions: boolean = true;
}

export class MessagesQuery extends Newest {
  @IsString() @MaxLength(200) type: string;
  /** Only what became of it there. */
  @Omittable() @IsIn(serviceNames) service?: ServiceName;
}

/** `waiting`: it has not come there yet. */
export type DeliveryStatus = HeardMessage['status'] | 'waiting';

export interface DeliveryView {
  service: ServiceName;
  status: DeliveryStatus;
  receivedAt: string | null;
  handledAt: string | null;
  /** From the event to the commit of its effect. */
  lagMs: number | null;
  attempts: number;
  reason: string | null;
}

export interface TraceNode extends Omit<SaidMessage, 'correlationId'> {
  service: ServiceName;
  deliveries: DeliveryView[];
}

export interface TraceView {
  correlationId: string;
  startedAt: string;
  /** In the order in which it happened. */
  nodes: TraceNode[];
  /** Services that did not answer: what they said and heard is not shown. */
  missing: ServiceName[];
}

export interface TraceSummary {
  correlationId: string;
  startedAt: string;
  /** From the first event to the last effect. */
  durationMs: number;
  /** Events and service events. */
  count: number;
  first: Pick<TraceNode, 'eventId' | 'type' | 'service' | 'subject' | 'tenantId' | 'actor'>;
  worst: DeliveryStatus | null;
}

export interface MessageView extends TraceNode {
  correlationId: string;
}
