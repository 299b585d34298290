import { Omittable, ValidationFailed } from '@crm/platform';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';

export const streamNames = ['feed', 'live'] as const;
export type StreamName = (typeof streamNames)[number];

export class StreamQuery {
  /** As the header Last-Event-ID, for clients that cannot set it at first; the header wins. */
  @Omittable() @Matches(/^\d{1,15}$/, { message: 'lastEventId must be the id of an event' }) lastEventId?: string;
  /** In place of a token, for clients that cannot set headers. */
  @Omittable() @IsString() @MaxLength(200) ticket?: string;
}

export class OpenTicket {
  /** The stream that the ticket opens. */
  @IsIn(streamNames) stream: StreamName;
}

export interface TicketView {
  /** Opens the stream once. It is shown here and nowhere else. */
  ticket: string;
  expiresAt: Date;
}

/** The position that a reader goes on behind; undefined when it names none. */
export function positionAfter(header: string | undefined, query: StreamQuery): number | undefined {
  const id = header === undefined || header === '' ? query.lastEventId : header;
  if (id === undefined) return undefined;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new ValidationFailed([
    { field: 'Last-Event-ID', rule: 'matches', message: 'Last-Event-ID must be the id of an event' },
  ]);
}
