import type { OnboardingStepSummary } from '@crm/events';
import type { Counts } from './counters.js';
import type { Standing } from './standing.entity.js';

/** Shown on every page while it holds. */
export interface BannerView {
  kind: 'suspended';
  reason: string;
  since: Date;
}

/** The onboarding as a card: a checklist while it runs, folded into a congratulation afterwards. */
export interface ChecklistCardView {
  status: 'running' | 'completed';
  title: string;
  onboardingId: string;
  /** Null while only the completion is known. */
  plan: string | null;
  steps: OnboardingStepSummary[];
  expectedDays: number | null;
  startedAt: Date | null;
  completedAt: Date | null;
  days: number | null;
  skippedSteps: string[];
}

export interface HomeView {
  tenantId: string;
  banner: BannerView | null;
  checklist: ChecklistCardView | null;
  /** Since the tenant began. */
  counters: Counts;
  /** Since midnight UTC. */
  countersToday: Counts;
  notices: { unread: number; toAcknowledge: number };
}

export function bannerOf({ suspendedReason, suspendedAt }: Standing): BannerView | null {
  if (suspendedReason === null || suspendedAt === null) return null;
  return { kind: 'suspended', reason: suspendedReason, since: suspendedAt };
}

export function cardOf(standing: Standing): ChecklistCardView | null {
  if (standing.onboardingId === null) return null;
  const completed = standing.onboardingCompletedAt !== null;
  return {
    status: completed ? 'completed' : 'running',
    title: completed ? 'Congratulations: you are all set up.' : 'Get started',
    onboardingId: standing.onboardingId,
    plan: standing.onboardingPlan,
    steps: completed ? [] : (standing.onboardingSteps ?? []),
    expectedDays: standing.onboardingExpectedDays,
    startedAt: standing.onboardingStartedAt,
    completedAt: standing.onboardingCompletedAt,
    days: standing.onboardingDays,
    skippedSteps: standing.onboardingSkipped ?? [],
  };
}
