import { Omittable, PageQuery } from '@crm/platform';
import { IsIn } from 'class-validator';
import { type ContactImport, type RowOutcome, rowOutcomes } from './contact-import.entity.js';
import type { ImportResult } from './import-result.entity.js';

export class ResultsQuery extends PageQuery {
  @Omittable() @IsIn(rowOutcomes) outcome?: RowOutcome;
}

export interface ContactImportView {
  importId: string;
  status: 'running' | 'completed' | 'failed';
  error: string | null;
  /** Rows that user-auth accepted; the rejected ones are in its report under `/v1/imports`. */
  acceptedRows: number;
  doneRows: number;
  counts: Record<RowOutcome, number>;
  startedAt: Date;
  finishedAt: Date | null;
}

export function viewOfImport(done: ContactImport): ContactImportView {
  const { id: importId, status, error, acceptedRows, created, updated, merged, invalid, startedAt, finishedAt } = done;
  const doneRows = created + updated + merged + invalid;
  const counts = { created, updated, merged, invalid };
  return { importId, status, error, acceptedRows, doneRows, counts, startedAt, finishedAt };
}

export type ImportResultView = Pick<ImportResult, 'line' | 'outcome' | 'contactId' | 'reason' | 'note'>;

export function viewOfResult({ line, outcome, contactId, reason, note }: ImportResult): ImportResultView {
  return { line, outcome, contactId, reason, note };
}
