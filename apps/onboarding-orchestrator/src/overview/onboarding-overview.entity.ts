import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Checklist } from '../checklists/checklist.js';
import type { OnboardingStatus } from '../checklists/onboarding.entity.js';
import { onboardingWaitingFor } from '../checklists/waiting-for.js';

/** One line of the operators' list; it belongs to the platform and not to the tenant it is about. */
@Entity()
export class OnboardingOverview {
  /** Of the onboarding. */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') tenantName: string;
  @Column('text') plan: string;
  @Column('integer') planVersion: number;
  @Column('text') status: OnboardingStatus;
  @Column('text', { nullable: true }) waitingFor: string | null;
  /** Keys of the steps that are done or skipped. */
  @Column('jsonb') settledSteps: readonly string[];
  /** Keys of the steps that wait for a decision. */
  @Column('jsonb') failedSteps: readonly string[];
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  @Column('timestamptz') updatedAt: Date;

  static of(checklist: Checklist, now: Date): OnboardingOverview {
    const { onboarding, steps } = checklist;
    const { id, tenantId, tenantName, plan, planVersion, status, startedAt, dueAt, completedAt } = onboarding;
    return Object.assign(new OnboardingOverview(), {
      id,
      tenantId,
      tenantName,
      plan,
      planVersion,
      status,
      waitingFor: onboardingWaitingFor(checklist),
      settledSteps: steps.filter((step) => step.settled).map(({ key }) => key),
      failedSteps: steps.filter((step) => ['failed', 'undo-failed'].includes(step.status)).map(({ key }) => key),
      startedAt,
      dueAt,
      completedAt,
      updatedAt: now,
    } satisfies Partial<OnboardingOverview>);
  }
}
