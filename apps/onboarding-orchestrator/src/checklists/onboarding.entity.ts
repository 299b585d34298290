import type { TenantOwner, TenantPlan } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const onboardingStatuses = ['running', 'completed', 'aborting', 'aborted'] as const;
export type OnboardingStatus = (typeof onboardingStatuses)[number];

const dayMs = 86_400_000;

/** One tenant's way through one version of a plan. */
@Entity()
export class Onboarding {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') tenantName: string;
  @Column('text') tenantPlan: TenantPlan;
  @Column('jsonb') owner: TenantOwner;
  @Column('text') plan: string;
  @Column('integer') planVersion: number;
  @Column('double precision') expectedDays: number;
  @Column('text') status: OnboardingStatus;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  @Column('timestamptz', { nullable: true }) abortedAt: Date | null;
  @Column('text', { nullable: true }) abortReason: string | null;
  /** Rises with every change that a person sees as one: a step settled, failed or reopened, a new status. */
  @Column('integer') version: number;

  complete(now: Date): void {
    this.status = 'completed';
    this.completedAt = now;
  }

  /** Days from start to completion; fractions count. */
  get days(): number {
    return this.completedAt ? Math.max(0, this.completedAt.getTime() - this.startedAt.getTime()) / dayMs : 0;
  }
}
