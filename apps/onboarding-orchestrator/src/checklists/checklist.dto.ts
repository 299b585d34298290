import type { StepKind } from '../plans/step-template.js';
import type { ReCheckView } from '../re-checks/re-check.dto.js';
import type { Checklist } from './checklist.js';
import type { HistoryEntry } from './history-entry.entity.js';
import type { OnboardingStatus } from './onboarding.entity.js';
import type { Step, StepStatus } from './step.entity.js';
import { onboardingWaitingFor, waitingFor } from './waiting-for.js';

export interface StepView {
  key: string;
  title: string;
  description: string;
  kind: StepKind;
  required: boolean;
  skippable: boolean;
  /** Keys of the steps that have to be done or skipped before. */
  after: readonly string[];
  status: StepStatus;
  /** What it waits for and why, in a sentence; null when it waits for nothing. */
  waitingFor: string | null;
  lastError: string | null;
  nextTryAt: Date | null;
  attempts: number;
  dueAt: Date;
  overdue: boolean;
  settledAt: Date | null;
  settledBy: string | null;
  note: string | null;
  /** What the command answered. */
  result: Record<string, unknown> | null;
}

export interface HistoryView {
  id: string;
  stepKey: string | null;
  text: string;
  actor: string;
  at: Date;
}

export interface OnboardingView {
  id: string;
  tenantId: string;
  status: OnboardingStatus;
  plan: string;
  planVersion: number;
  expectedDays: number;
  waitingFor: string | null;
  startedAt: Date;
  dueAt: Date;
  overdue: boolean;
  completedAt: Date | null;
  abortedAt: Date | null;
  abortReason: string | null;
  steps: StepView[];
  version: number;
}

export interface OnboardingDetailView extends OnboardingView {
  /** The newest entries, newest first; older ones are under `/v1/onboarding/history`. */
  history: HistoryView[];
  /** The newest look at a finished onboarding after a reactivation. */
  reCheck: ReCheckView | null;
}

export function viewOfChecklist(checklist: Checklist, now: Date): OnboardingView {
  const { onboarding, steps } = checklist;
  return {
    id: onboarding.id,
    tenantId: onboarding.tenantId,
    status: onboarding.status,
    plan: onboarding.plan,
    planVersion: onboarding.planVersion,
    expectedDays: onboarding.expectedDays,
    waitingFor: onboardingWaitingFor(checklist),
    startedAt: onboarding.startedAt,
    dueAt: onboarding.dueAt,
    overdue: onboarding.status === 'running' && onboarding.dueAt < now,
    completedAt: onboarding.completedAt,
    abortedAt: onboarding.abortedAt,
    abortReason: onboarding.abortReason,
    steps: steps.map((step) => viewOfStep(step, checklist, now)),
    version: onboarding.version,
  };
}

function viewOfStep(step: Step, checklist: Checklist, now: Date): StepView {
  return {
    key: step.key,
    title: step.title,
    description: step.description,
    kind: step.kind,
    required: step.required,
    skippable: step.skippable,
    after: step.after,
    status: step.status,
    waitingFor: waitingFor(step, checklist),
    lastError: step.lastError,
    nextTryAt: step.nextTryAt,
    attempts: step.attempts,
    dueAt: step.dueAt,
    overdue: ['blocked', 'open', 'failed'].includes(step.status) && step.dueAt < now,
    settledAt: step.settledAt,
    settledBy: step.settledBy,
    note: step.note,
    result: step.result,
  };
}

export function viewOfEntry({ id, stepKey, text, actor, at }: HistoryEntry): HistoryView {
  return { id, stepKey, text, actor, at };
}
