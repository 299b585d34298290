import type { OnboardingStepSummary } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a tenant stands: suspended or not, and how far its onboarding is. Made by whichever event comes first. */
@Entity()
export class Standing {
  @PrimaryColumn('uuid') tenantId: string;
  /** The newest lifecycle change that was applied; older ones change nothing any more. */
  @Column('integer') lifecycleRevision: number;
  @Column('text', { nullable: true }) suspendedReason: string | null;
  @Column('timestamptz', { nullable: true }) suspendedAt: Date | null;
  @Column('uuid', { nullable: true }) onboardingId: string | null;
  @Column('text', { nullable: true }) onboardingPlan: string | null;
  @Column('jsonb', { nullable: true }) onboardingSteps: OnboardingStepSummary[] | null;
  @Column('double precision', { nullable: true }) onboardingExpectedDays: number | null;
  @Column('timestamptz', { nullable: true }) onboardingStartedAt: Date | null;
  @Column('timestamptz', { nullable: true }) onboardingCompletedAt: Date | null;
  @Column('double precision', { nullable: true }) onboardingDays: number | null;
  @Column('jsonb', { nullable: true }) onboardingSkipped: string[] | null;

  static of(tenantId: string): Standing {
    return Object.assign(new Standing(), {
      tenantId,
      lifecycleRevision: 0,
      suspendedReason: null,
      suspendedAt: null,
      onboardingId: null,
      onboardingPlan: null,
      onboardingSteps: null,
      onboardingExpectedDays: null,
      onboardingStartedAt: null,
      onboardingCompletedAt: null,
      onboardingDays: null,
      onboardingSkipped: null,
    } satisfies Partial<Standing>);
  }

  get suspended(): boolean {
    return this.suspendedReason !== null;
  }

  /** Applies a suspension (a reason) or its end (null) unless a newer change is known; answers whether it did. */
  applyLifecycle(revision: number, at: Date, suspendedReason: string | null): boolean {
    if (revision <= this.lifecycleRevision) return false;
    this.lifecycleRevision = revision;
    this.suspendedReason = suspendedReason;
    this.suspendedAt = suspendedReason === null ? null : at;
    return true;
  }
}
