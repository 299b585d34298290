import { tenantPlans } from '@crm/events';
import { Omittable } from '@crm/platform';
import { IsIn, IsISO8601 } from 'class-validator';
import type { FreshnessView } from '../rollups/rollups-reader.service.js';
import { type Step, steps, type TenantFunnel } from './funnel.entity.js';

/** What the steps are called outside. */
export const stepNames = {
  createdAt: 'created',
  onboardedAt: 'onboarded',
  firstContactAt: 'first-contact',
  firstWorkflowAt: 'first-workflow',
  firstWebhookAt: 'first-webhook',
} as const satisfies Record<Step, string>;
export type StepName = (typeof stepNames)[Step];

export interface FunnelView {
  status: 'active' | 'churned';
  plan: string | null;
  /** In their usual order; `at` is null for what has not happened yet. */
  steps: { step: StepName; at: Date | null }[];
  daysToOnboard: number | null;
  churnedAt: Date | null;
  freshness: FreshnessView | null;
}

export function viewOfFunnel(funnel: TenantFunnel, freshness: FreshnessView | null): FunnelView {
  const { plan, onboardingDays: daysToOnboard, churnedAt } = funnel;
  const reached = steps.map((step) => ({ step: stepNames[step], at: funnel[step] }));
  return { status: churnedAt ? 'churned' : 'active', plan, steps: reached, daysToOnboard, churnedAt, freshness };
}

/** Tenants by when they were created and by plan. */
export class TenantsQuery {
  /** Inclusive. */
  @Omittable() @IsISO8601({ strict: true, strictSeparator: true }) from?: string;
  /** Exclusive. */
  @Omittable() @IsISO8601({ strict: true, strictSeparator: true }) to?: string;
  @Omittable() @IsIn(tenantPlans) plan?: string;
}

export interface ActivationView {
  /** Tenants whose creation has been told. */
  tenants: number;
  churned: number;
  steps: {
    step: StepName;
    tenants: number;
    /** Of all tenants, 0 to 1; null when there are none. */
    share: number | null;
    /** From the tenant's creation to the step, over those who reached it. */
    medianDays: number | null;
  }[];
}

export interface CohortView {
  /** Month of creation in UTC, as in 2026-11. */
  cohort: string;
  tenants: number;
  onboarded: number;
  firstContact: number;
  firstWorkflow: number;
  firstWebhook: number;
  churned: number;
  medianDaysToOnboard: number | null;
  /** How many had not churned by the end of each month since, the month of creation being 0; up to now. */
  retention: { month: number; tenants: number; share: number }[];
}
