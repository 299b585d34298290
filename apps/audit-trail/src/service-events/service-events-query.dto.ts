import { Omittable } from '@crm/platform';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsRFC3339,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { ServiceEventView } from './service-event.dto.js';

/** Named as the hub's clients name them. */
export class ServiceEventsQuery {
  @Omittable() @IsInt() @Min(1) @Max(1_000) 'page[size]': number = 50;
  @Omittable() @IsInt() @Min(1) @Max(1_000_000) 'page[number]': number = 1;
  /** Name of the service that told it. */
  @Omittable() @IsString() @MaxLength(255) 'filter[service]'?: string;
  /** As in `iam.role.created`; the hub's other spellings mean the same. */
  @Omittable() @IsString() @MaxLength(255) 'filter[name]'?: string;
  /** Who did it, as `payload.user` says. */
  @Omittable() @IsString() @MaxLength(255) 'filter[user]'?: string;
  /** Told to have happened then or later (RFC 3339). */
  @Omittable() @IsRFC3339() @IsISO8601({ strict: true }) 'filter[from]'?: string;
  /** Told to have happened before then (RFC 3339). */
  @Omittable() @IsRFC3339() @IsISO8601({ strict: true }) 'filter[to]'?: string;
  /** Members of the payload and what they are as text, all of them: `<member>=<text>`, nested ones by a dotted path. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(5)
  @Matches(/^[A-Za-z0-9_.-]{1,64}=/, {
    each: true,
    message: '$property must name members by 1 to 64 letters, digits, underscores, dots or hyphens',
  })
  'filter[payload]': string[] = [];
}

export interface ServiceEventPage {
  data: ServiceEventView[];
  meta: { page: number; perPage: number; total: number; totalPages: number };
}
