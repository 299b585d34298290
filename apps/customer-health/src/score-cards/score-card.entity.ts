import type { HealthBand } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defaultWeights, type Weights } from './weights.js';

/** What is known of one tenant beside its signals, and the score as it was last computed. */
@Entity()
export class ScoreCard {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('text') status: 'active' | 'churned';
  /** The newest lifecycle change that was applied; older ones change nothing any more. */
  @Column('integer') lifecycleRevision: number;
  @Column('text', { nullable: true }) suspendedReason: string | null;
  @Column('timestamptz', { nullable: true }) suspendedAt: Date | null;
  @Column('timestamptz', { nullable: true }) reactivatedAt: Date | null;
  @Column('boolean') inGrace: boolean;
  @Column('timestamptz', { nullable: true }) onboardingStartedAt: Date | null;
  @Column('double precision', { nullable: true }) onboardingExpectedDays: number | null;
  @Column('timestamptz', { nullable: true }) onboardingCompletedAt: Date | null;
  /** Score at the end of the grace period. */
  @Column('double precision', { nullable: true }) baseline: number | null;
  @Column('jsonb') weights: Weights;
  @Column('double precision') score: number;
  @Column('text') band: HealthBand;
  /** Rises with every change of the band. */
  @Column('integer') bandRevision: number;
  @Column('timestamptz') computedAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  /** Rises with every edit of the weights. */
  @Column('integer') version: number;

  /** A card in grace: nothing is known yet, and nothing is held against the tenant. */
  static open(tenantId: string, now: Date): ScoreCard {
    return Object.assign(new ScoreCard(), {
      tenantId,
      status: 'active',
      lifecycleRevision: 0,
      suspendedReason: null,
      suspendedAt: null,
      reactivatedAt: null,
      inGrace: true,
      onboardingStartedAt: null,
      onboardingExpectedDays: null,
      onboardingCompletedAt: null,
      baseline: null,
      weights: defaultWeights,
      score: 100,
      band: 'healthy',
      bandRevision: 0,
      computedAt: now,
      closedAt: null,
      version: 1,
    } satisfies Partial<ScoreCard>);
  }

  /** Low until the first onboarding is over, since nothing but its course is known till then. */
  get confidence(): 'low' | 'high' {
    return this.inGrace ? 'low' : 'high';
  }

  startOnboarding(at: Date, expectedDays: number): void {
    this.onboardingStartedAt ??= at;
    this.onboardingExpectedDays ??= expectedDays;
  }

  completeOnboarding(at: Date): void {
    this.onboardingCompletedAt ??= at;
    this.inGrace = false;
  }

  /** Applies a lifecycle change unless a newer one has been applied; answers whether it did. */
  applyLifecycle(revision: number, change: (card: ScoreCard) => void): boolean {
    if (revision <= this.lifecycleRevision || this.status === 'churned') return false;
    this.lifecycleRevision = revision;
    change(this);
    return true;
  }
}
