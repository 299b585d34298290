import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The steps of a tenant's activation, in their usual order; each may be told before any other. */
export const steps = ['createdAt', 'onboardedAt', 'firstContactAt', 'firstWorkflowAt', 'firstWebhookAt'] as const;
export type Step = (typeof steps)[number];

abstract class Milestones {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('text', { nullable: true }) plan: string | null;
  @Column('timestamptz', { nullable: true }) createdAt: Date | null;
  @Column('timestamptz', { nullable: true }) onboardedAt: Date | null;
  /** How long the first onboarding took, from its start. */
  @Column('double precision', { nullable: true }) onboardingDays: number | null;
  @Column('timestamptz', { nullable: true }) firstContactAt: Date | null;
  @Column('timestamptz', { nullable: true }) firstWorkflowAt: Date | null;
  @Column('timestamptz', { nullable: true }) firstWebhookAt: Date | null;
  @Column('timestamptz', { nullable: true }) churnedAt: Date | null;
}

/** When a tenant first reached each step, as the tenant itself sees it. */
@Entity()
export class TenantFunnel extends Milestones {}

/** The same for the platform's operators; it belongs to the platform and not to the tenant it is about. */
@Entity()
export class ActivationEntry extends Milestones {}
