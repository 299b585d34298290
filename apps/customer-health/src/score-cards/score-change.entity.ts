import type { HealthBand } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A movement of a score, for the history. */
@Entity()
export class ScoreChange {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('double precision') score: number;
  @Column('text') band: HealthBand;
  /** What happened, in words. */
  @Column('text') cause: string;
  @Column('timestamptz') at: Date;
}
