import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of one step of a run; the condition of the workflow itself has the path `condition`. */
@Entity()
export class RunStep {
  @PrimaryColumn('uuid') runId: string;
  @PrimaryColumn('text') path: string;
  @Column('uuid') tenantId: string;
  @Column('text') kind: string;
  @Column('text') status: 'done' | 'retrying' | 'waiting' | 'failed';
  /** Tries that were made. */
  @Column('integer') attempts: number;
  /** What came of it: the branch that was taken, the notifications that were made … */
  @Column('jsonb', { nullable: true }) outcome: Record<string, unknown> | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}
