import { type ImportKind, importKinds } from '@crm/events';
import { Omittable } from '@crm/platform';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { type Import, type ImportStatus } from './import.entity.js';
import type { ImportRow } from './import-row.entity.js';

export class StartImportQuery {
  @IsIn(importKinds) kind: ImportKind;
  /** Only reads and reports: nothing is kept but the report. */
  @IsOptional() @IsBoolean() dryRun: boolean = false;
  @Omittable() @IsString() @MaxLength(255) fileName?: string;
}

export class ImportRowsQuery {
  @IsOptional() @IsIn(['accepted', 'rejected']) status?: ImportRow['status'];
  @IsInt() @Min(1) @Max(1_000) limit: number = 100;
  /** `nextCursor` of the page before. */
  @Omittable() @Matches(/^\d{1,9}$/, { message: 'cursor must be the nextCursor of a page' }) cursor?: string;
}

export class AcceptedRowsQuery {
  /** Line of the last row of the page before; 0 for the first page. */
  @IsOptional() @IsInt() @Min(0) @Max(2_147_483_647) after: number = 0;
  @IsOptional() @IsInt() @Min(1) @Max(5_000) limit: number = 500;
}

export interface RejectionView {
  line: number;
  reason: string;
}

export interface ImportView {
  id: string;
  kind: ImportKind;
  status: ImportStatus;
  dryRun: boolean;
  fileName: string | null;
  columns: string[];
  startedBy: string;
  totalRows: number;
  acceptedRows: number;
  rejectedRows: number;
  /** Of a dry run: the first thousand. Else see the rows. */
  rejections: readonly RejectionView[];
  failure: string | null;
  createdAt: Date;
  completedAt: Date | null;
}

export interface ImportRowView {
  line: number;
  status: ImportRow['status'];
  reason: string | null;
  values: Record<string, string>;
  invitationId: string | null;
}

export function viewOfImport(found: Import): ImportView {
  const { id, kind, status, dryRun, fileName, columns, startedBy, totalRows, acceptedRows, rejectedRows } = found;
  const { rejections, failure, createdAt, completedAt } = found;
  const about = { id, kind, status, dryRun, fileName, columns, startedBy };
  return { ...about, totalRows, acceptedRows, rejectedRows, rejections, failure, createdAt, completedAt };
}

export function viewOfRow({ line, status, reason, values, invitationId }: ImportRow): ImportRowView {
  return { line, status, reason, values, invitationId };
}
