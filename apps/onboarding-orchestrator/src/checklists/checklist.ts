import type { TenantCreated } from '@crm/events';
import { newId } from '@crm/platform';
import type { OnboardingPlan } from '../plans/onboarding-plan.entity.js';
import { NoSuchStep } from './checklist.errors.js';
import { Onboarding } from './onboarding.entity.js';
import { Step } from './step.entity.js';

/** An onboarding with its steps, in the order of the plan: what changes together. */
export class Checklist {
  constructor(
    readonly onboarding: Onboarding,
    readonly steps: readonly Step[],
  ) {}

  static begin(tenant: TenantCreated, plan: OnboardingPlan, now: Date): Checklist {
    const onboarding = Object.assign(new Onboarding(), {
      id: newId(),
      tenantId: tenant.tenantId,
      tenantName: tenant.name,
      tenantPlan: tenant.plan,
      owner: { email: tenant.owner.email, name: tenant.owner.name },
      plan: plan.name,
      planVersion: plan.version,
      expectedDays: plan.expectedDays,
      status: 'running',
      startedAt: now,
      dueAt: new Date(now.getTime() + plan.expectedDays * 86_400_000),
      completedAt: null,
      abortedAt: null,
      abortReason: null,
      version: 1,
    } satisfies Partial<Onboarding>);
    const steps = plan.steps.map((template, position) =>
      Step.of(template, { tenantId: tenant.tenantId, onboardingId: onboarding.id, position }, now),
    );
    return new Checklist(onboarding, steps);
  }

  /** @throws NoSuchStep */
  step(key: string): Step {
    const step = this.steps.find((candidate) => candidate.key === key);
    if (!step) throw new NoSuchStep(`Its steps are ${this.steps.map((known) => known.key).join(', ')}.`);
    return step;
  }

  /** The steps that `step` waits for and that are neither done nor skipped. */
  before(step: Step): Step[] {
    return this.steps.filter((other) => step.after.includes(other.key) && !other.settled);
  }

  /** Opens the steps that wait for nothing any more, and answers them. */
  openReady(now: Date): Step[] {
    const ready = this.steps.filter((step) => step.status === 'blocked' && this.before(step).length === 0);
    for (const step of ready) step.open(now);
    return ready;
  }

  /** Completes a running onboarding whose required steps are all done or skipped; answers whether it did. */
  completeIfReady(now: Date): boolean {
    const ready = this.onboarding.status === 'running' && this.steps.every((step) => !step.required || step.settled);
    if (ready) this.onboarding.complete(now);
    return ready;
  }

  /**
   * Goes on after a suspension: due dates move by its length, and what failed or waits for its next try is tried at
   * once. Answers the steps to run.
   */
  resume(suspension: { from: Date; to: Date } | undefined, now: Date): Step[] {
    const { onboarding } = this;
    const from = Math.max(suspension?.from.getTime() ?? 0, onboarding.startedAt.getTime());
    const lost = suspension ? Math.max(0, suspension.to.getTime() - from) : 0;
    const moved = (date: Date): Date => new Date(date.getTime() + lost);
    onboarding.dueAt = moved(onboarding.dueAt);
    const unsettled = this.steps.filter((step) => !step.settled);
    for (const step of unsettled) step.dueAt = moved(step.dueAt);
    const runnable = unsettled.filter((step) => step.runs && step.status !== 'blocked');
    for (const step of runnable) step.open(now);
    return runnable;
  }

  /** Ends the onboarding: effects in other services are to be taken back, the rest is cancelled. */
  abort(reason: string, now: Date): void {
    this.onboarding.status = 'aborting';
    this.onboarding.abortReason = reason;
    for (const step of this.steps) {
      if (step.mustBeUndone) step.awaitUndo();
      else if (!step.settled) step.cancel(now);
    }
  }

  /** The next step to take back: the latest first, one at a time. Undefined while an operator has to decide. */
  get nextToUndo(): Step | undefined {
    if (this.steps.some((step) => step.status === 'undo-failed')) return undefined;
    // What was never answered has no time: it is the latest.
    const when = (step: Step): number => step.settledAt?.getTime() ?? Number.POSITIVE_INFINITY;
    return this.steps
      .filter((step) => step.status === 'undoing')
      .sort((a, b) => (when(a) === when(b) ? b.position - a.position : when(b) - when(a)))[0];
  }

  /** Whether everything is taken back that an abort has to; then the onboarding is aborted. */
  abortIfUndone(now: Date): boolean {
    const over = this.steps.every((step) => step.status !== 'undoing' && step.status !== 'undo-failed');
    const aborted = this.onboarding.status === 'aborting' && over;
    if (aborted) {
      this.onboarding.status = 'aborted';
      this.onboarding.abortedAt = now;
    }
    return aborted;
  }
}
