import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RowOutcome } from './contact-import.entity.js';

/** What became of one row of an import; unique per import and line. */
@Entity()
export class ImportResult {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') importId: string;
  /** Line of the file, the header being 1. */
  @Column('integer') line: number;
  @Column('text') outcome: RowOutcome;
  /** The contact that has the row's values now; null for an invalid row. */
  @Column('uuid', { nullable: true }) contactId: string | null;
  /** Why the row is invalid. */
  @Column('text', { nullable: true }) reason: string | null;
  /** What was left out of a row that was taken. */
  @Column('text', { nullable: true }) note: string | null;
}
