import { Omittable, PageQuery } from '@crm/platform';
import { IsISO8601, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { Entry } from './entry.entity.js';
import { contentOf, type EntryContent } from './entry-hash.js';

export class EntriesQuery extends PageQuery {
  /** As in `user:<id>`. */
  @Omittable() @IsString() @MaxLength(127) actor?: string;
  /** As in `crm.user.invited.v1`, or short `user.invited`. */
  @Omittable() @IsString() @MaxLength(127) type?: string;
  /** A kind of target, or one target: `contact` or `contact:<id>`. */
  @Omittable() @Matches(/^[a-z-]+(:.{1,200})?$/, { message: 'target must be a kind or kind:id' }) target?: string;
  /** Things that happened then or later (ISO 8601). */
  @Omittable() @IsISO8601({ strict: true }) from?: string;
  /** Things that happened before then (ISO 8601). */
  @Omittable() @IsISO8601({ strict: true }) to?: string;
  /** Words that the sentence contains, all of them, in any order; parts of words count. */
  @Omittable() @IsString() @MinLength(1) @MaxLength(200) q?: string;
}

export interface EntryView extends EntryContent {
  hash: string;
}

export function viewOfEntry(entry: Entry): EntryView {
  return { ...contentOf(entry), hash: entry.hash };
}
