import type { ImportKind } from '@crm/events';
import type { Caller } from '@crm/platform';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `inviting`: the file is read, its users are being invited; `checked`: a dry run; `failed`: the file was not read. */
export type ImportStatus = 'receiving' | 'inviting' | 'completed' | 'checked' | 'failed';

export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** One file of users or contacts. */
@Entity()
export class Import {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') kind: ImportKind;
  @Column('text') status: ImportStatus;
  @Column('boolean') dryRun: boolean;
  @Column('text', { nullable: true }) fileName: string | null;
  /** As the header names them, in its order. */
  @Column('jsonb') columns: string[];
  /** Actor, as in events. */
  @Column('text') startedBy: string;
  @Column('integer') totalRows: number;
  @Column('integer') acceptedRows: number;
  @Column('integer') rejectedRows: number;
  /** The first rejected rows of a dry run, of which no rows are kept. */
  @Column('jsonb') rejections: Rejection[];
  @Column('text', { nullable: true }) failure: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;

  static begin(
    tenantId: string,
    caller: Caller,
    about: Pick<Import, 'kind' | 'dryRun' | 'fileName' | 'columns'>,
  ): Import {
    return Object.assign(new Import(), about, {
      id: newId(),
      tenantId,
      status: 'receiving' as const,
      startedBy: caller.actor,
      totalRows: 0,
      acceptedRows: 0,
      rejectedRows: 0,
      rejections: [],
      failure: null,
      createdAt: new Date(),
      completedAt: null,
    });
  }
}
