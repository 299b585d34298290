import { Column, Entity, PrimaryColumn } from 'typeorm';

export const rowOutcomes = ['created', 'updated', 'merged', 'invalid'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** How far the rows of an import have become contacts. The counts are those of its results. */
@Entity()
export class ContactImport {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') status: 'running' | 'completed' | 'failed';
  /** Why it failed, in a sentence. */
  @Column('text', { nullable: true }) error: string | null;
  /** Rows that user-auth accepted; the rejected ones are in its report. */
  @Column('integer') acceptedRows: number;
  @Column('integer') created: number;
  @Column('integer') updated: number;
  @Column('integer') merged: number;
  @Column('integer') invalid: number;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
