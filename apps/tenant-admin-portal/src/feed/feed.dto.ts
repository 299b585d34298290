import { Omittable } from '@crm/platform';
import { IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FeedEntry } from './feed-entry.entity.js';

const position = /^\d{1,15}$/;

export class FeedQuery {
  @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. */
  @Omittable() @Matches(position, { message: 'cursor must be the nextCursor of a page' }) cursor?: string;
  /** Only what follows from one request. */
  @Omittable() @IsString() @MaxLength(128) correlationId?: string;
  /** Only events of one type, as in `crm.contact.created.v1`. */
  @Omittable() @IsString() @MaxLength(127) type?: string;
}

export interface FeedEntryView {
  /** Number of the row in the tenant's feed, and the `id:` of its server-sent event. */
  id: string;
  type: string;
  subject: string;
  title: string;
  severity: string;
  link: string | null;
  actor: string;
  at: Date;
  recordedAt: Date;
  eventId: string;
  cause: {
    correlationId: string;
    /** The event it follows from; null when it follows from a request. */
    causationId: string | null;
    hopCount: number;
  };
}

export function viewOfEntry(entry: FeedEntry): FeedEntryView {
  return {
    id: entry.position,
    type: entry.type,
    subject: entry.subject,
    title: entry.title,
    severity: entry.severity,
    link: entry.link,
    actor: entry.actor,
    at: entry.at,
    recordedAt: entry.recordedAt,
    eventId: entry.eventId,
    cause: { correlationId: entry.correlationId, causationId: entry.causationId, hopCount: entry.hopCount },
  };
}
