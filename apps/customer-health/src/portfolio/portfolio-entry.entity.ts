import type { HealthBand } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the operators' list; it belongs to the platform and not to the tenant it is about. */
@Entity()
export class PortfolioEntry {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('double precision') score: number;
  @Column('double precision') previousScore: number;
  /** How the score came here: its newest movements, oldest first. */
  @Column('double precision', { array: true }) recentScores: number[];
  @Column('text') band: HealthBand;
  @Column('text') status: 'active' | 'churned';
  @Column('timestamptz') at: Date;
}
