import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Evidence } from './match-score.js';

/** Two contacts that may be one person; unique per pair, the smaller id first. */
@Entity()
export class DuplicateSuggestion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') firstId: string;
  @Column('uuid') secondId: string;
  @Column('double precision') score: number;
  @Column('jsonb') evidence: readonly Evidence[];
  /** A dismissed pair is not suggested again, whatever happens to its contacts. */
  @Column('text') status: 'open' | 'dismissed';
  @Column('text', { nullable: true }) dismissedBy: string | null;
  @Column('timestamptz') foundAt: Date;
}
