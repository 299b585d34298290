import { type ImportKind, importKinds } from '@crm/events';
import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Import, type ImportStatus, importStatuses } from './import.entity.js';
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

export class RejectionView {
  @IsInt() line: number;
  @IsString() reason: string;
}

export class ImportView {
  @IsUUID() id: string;
  @IsIn(importKinds) kind: ImportKind;
  @IsIn(importStatuses) status: ImportStatus;
  @IsBoolean() dryRun: boolean;
  @IsOptional() @IsString() fileName: string | null;
  @IsString({ each: true }) columns: string[];
  @IsString() startedBy: string;
  @IsInt() totalRows: number;
  @IsInt() acceptedRows: number;
  @IsInt() rejectedRows: number;
  /** Of a dry run: the first thousand. Else see the rows. */
  @ValidateNested({ each: true }) @Type(() => RejectionView) rejections: readonly RejectionView[];
  @IsOptional() @IsString() failure: string | null;
  @IsISO8601() createdAt: Date;
  @IsOptional() @IsISO8601() completedAt: Date | null;
}

export class ImportRowView {
  @IsInt() line: number;
  @IsIn(['accepted', 'rejected']) status: ImportRow['status'];
  @IsOptional() @IsString() reason: string | null;
  @IsObject() values: Record<string, string>;
  @IsOptional() @IsUUID() invitationId: string | null;
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
