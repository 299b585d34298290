import { Omittable, PageQuery } from '@crm/platform';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsObject, IsUUID } from 'class-validator';
import type { ContactView } from '../contacts/contact.dto.js';
import type { Merge } from './merge.entity.js';

export class MergeDto {
  @IsUUID() survivorId: string;

  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @ArrayUnique() @IsUUID(undefined, { each: true }) mergedIds: string[];

  /**
   * The contact whose value wins, by field; for `emails` the one whose primary address stays primary. Where nothing is
   * chosen, the most recent value that is not empty wins.
   */
  @Omittable() @IsObject() choices?: Record<string, string>;
}

export class MergesQuery extends PageQuery {
  @Omittable() @IsUUID() survivorId?: string;
}

export interface MergeView {
  id: string;
  survivorId: string;
  mergedIds: string[];
  score: number | null;
  mergedBy: string;
  mergedAt: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
}

export interface MergedView extends MergeView {
  survivor: ContactView;
}

export interface UndoneView extends MergeView {
  survivor: ContactView;
  /** The contacts that are back. */
  restored: ContactView[];
  /** The survivor's fields that were edited since the merge and so keep their value. */
  kept: string[];
  /** Addresses that belong to another contact by now and so did not come back. */
  lostAddresses: string[];
}

export function viewOfMerge(merge: Merge): MergeView {
  const { id, survivorId, merged, score, mergedBy, mergedAt, undoneAt, undoneBy } = merge;
  const mergedIds = merged.map((contact) => contact.id);
  return { id, survivorId, mergedIds, score, mergedBy, mergedAt, undoneAt, undoneBy };
}
