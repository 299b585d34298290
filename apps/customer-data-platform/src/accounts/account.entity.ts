import type { HealthBand, HealthReason } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tenant itself as an account of ours, with the traits that other services tell about it. */
@Entity()
export class Account {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) plan: string | null;
  @Column('double precision', { nullable: true }) healthScore: number | null;
  @Column('text', { nullable: true }) healthBand: HealthBand | null;
  @Column('jsonb') healthReasons: HealthReason[];
  /** The newest health change that was applied; older ones only go on the timeline. */
  @Column('integer') healthRevision: number;
  @Column('timestamptz', { nullable: true }) healthChangedAt: Date | null;
}
