import { Omittable, PageQuery } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { Happening } from '../inbox/inbox-store.js';

/** An act that would touch more is split by its filter. */
export const mostAtOnce = 1_000;

export class LettersFilter {
  @Omittable() @IsString() @MaxLength(100) reason?: string;
  @Omittable() @IsString() @MaxLength(200) type?: string;
}

export class KeptQuery extends LettersFilter {
  @IsInt() @Min(1) @Max(500) limit: number = 100;
  /** `nextCursor` of the page before. */
  @Omittable() @Matches(/^\d{1,18}$/, { message: 'cursor must be the nextCursor of a page' }) cursor?: string;
}

export class ActsQuery extends PageQuery {}

export class Check {
  /** The corrected CloudEvent; without it the message is checked as it came. */
  @Omittable() @IsObject() event?: Record<string, unknown>;
}

export class Replay {
  /** The corrected CloudEvent; without it the message is replayed as it came. */
  @Omittable() @IsObject() event?: Record<string, unknown>;
}

export class Discard {
  @IsString() @MinLength(3) @MaxLength(500) reason: string;
}

/** Either `ids` or `filter`; an empty filter means all. */
export class ReplayMany {
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostAtOnce)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids?: string[];
  @Omittable() @IsObject() @ValidateNested() @Type(() => LettersFilter) filter?: LettersFilter;
  /** How many dead letters the operator has seen and means. */
  @IsInt() @Min(1) @Max(mostAtOnce) expectedCount: number;
}

export class DiscardMany extends ReplayMany {
  @IsString() @MinLength(3) @MaxLength(500) reason: string;
}

export interface DeadLetterView {
  id: string;
  type: string;
  tenantId: string | null;
  status: string;
  reason: string | null;
  error: string | null;
  attempts: number;
  receivedAt: Date;
  /** The message: parsed where it is JSON, else as base64. */
  event: unknown;
  /** Of the broker's delivery; null where they were not kept. */
  headers: Record<string, unknown> | null;
  /** What befell it, oldest first. */
  history: readonly Happening[];
}

export interface LettersGroup {
  reason: string | null;
  type: string;
  count: number;
  oldestAt: Date;
  newestAt: Date;
}

export interface Verdict {
  /** Whether the handler would be asked. */
  valid: boolean;
  /**
   * `handled-next`: the handler gets it at once; `waits`: others of its key are before it; `known`: an event of its id was
   * handled or waits, so that nothing would happen; `dead`: it would be given up again.
   */
  outcome: 'handled-next' | 'waits' | 'known' | 'dead';
  /** Why it would be dead. */
  reason: string | null;
  errors: { path: string; message: string }[];
}

export interface Outcomes {
  /** `known`: an event of its id was heard meanwhile; it stays as it is. */
  outcomes: { id: string; outcome: 'replayed' | 'discarded' | 'known' }[];
}
