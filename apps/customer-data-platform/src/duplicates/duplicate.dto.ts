import { Omittable, PageQuery } from '@crm/platform';
import { IsIn, IsNumber, IsUUID, Max, Min } from 'class-validator';
import { type ContactView, viewOfContact } from '../contacts/contact.dto.js';
import type { Contact } from '../contacts/contact.entity.js';
import type { DuplicateSuggestion } from './duplicate-suggestion.entity.js';
import type { Evidence } from './match-score.js';

export class DuplicatesQuery extends PageQuery {
  @IsIn(['open', 'dismissed']) status: 'open' | 'dismissed' = 'open';
  @IsNumber() @Min(0) @Max(1) minScore: number = 0;
  @Omittable() @IsUUID() contactId?: string;
}

export interface DuplicateView {
  id: string;
  status: 'open' | 'dismissed';
  /** Probability from 0 to 1 that both are one person. */
  score: number;
  /** What each field says for or against it, in bits. */
  evidence: readonly Evidence[];
  contacts: ContactView[];
  foundAt: Date;
}

export function viewOfDuplicate(
  { id, status, score, evidence, firstId, secondId, foundAt }: DuplicateSuggestion,
  contacts: ReadonlyMap<string, Contact>,
): DuplicateView {
  const both = [firstId, secondId].flatMap((contactId) => contacts.get(contactId) ?? []);
  return { id, status, score, evidence, contacts: both.map(viewOfContact), foundAt };
}
