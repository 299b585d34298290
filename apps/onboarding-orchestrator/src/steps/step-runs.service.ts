import type { CommandsOf, Timer } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type BackOff, backOffOf } from '../checklists/back-off.js';
import type { Checklist } from '../checklists/checklist.js';
import { ChecklistsService } from '../checklists/checklists.service.js';
import type { Onboarding } from '../checklists/onboarding.entity.js';
import type { Failure, Step } from '../checklists/step.entity.js';
import { OnboardingConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { actionOf } from './actions.js';
import { failureOf } from './failure-of.js';
import { probeOf } from './probes.js';

/** What came of a try; undefined when it was not made because the step is no longer open. */
export type TryOutcome =
  | { readonly kind: 'done'; readonly result: Record<string, unknown> }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | undefined;

const self = 'service:onboarding-orchestrator';

/**
 * Runs the steps that need no person. A try is noted before its command is called and its outcome after it; a crash
 * between the two repeats the command with the same idempotency key.
 */
@Injectable()
export class StepRunsService {
  private readonly retries: BackOff;
  private readonly looks: BackOff;

  constructor(
    private readonly transactions: Transactions,
    private readonly checklists: ChecklistsService,
    private readonly commands: Commands<CommandsOf<'onboarding-orchestrator'>>,
    private readonly config: OnboardingConfig,
  ) {
    this.retries = backOffOf(config.STEP_RETRY_SECONDS);
    this.looks = backOffOf(config.PROBE_SECONDS);
  }

  /** Calls the step's command or asks its question, without a transaction. */
  async attempt({ tenantId, key }: Timer): Promise<TryOutcome> {
    const begun = await this.transactions.inTenant(tenantId, async (unit) => {
      const { checklist, step } = await this.locked(unit, key);
      if (step?.status !== 'open' || !checklist) return undefined;
      step.begin();
      await unit.manager.save(step);
      return { step, onboarding: checklist.onboarding };
    });
    if (!begun) return undefined;
    try {
      return await this.carryOut(begun.step, begun.onboarding);
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  /** Writes down what came of a try, and what follows from it. */
  async record({ key }: Timer, unit: UnitOfWork, outcome: TryOutcome): Promise<void> {
    const { checklist, step } = await this.locked(unit, key);
    if (!outcome || !checklist || step?.status !== 'open') return;
    const { onboarding } = checklist;
    const now = new Date();
    if (outcome.kind === 'done') {
      step.complete(self, now, { result: outcome.result });
      await this.checklists.note(unit, onboarding, `${step.title}: done.`, step.key);
      await this.checklists.advance(unit, checklist, now);
      return;
    }
    if (outcome.kind === 'failed') step.fail(outcome.failure, this.retries, this.config.STEP_REFUSALS, now);
    else step.lookAgain(this.looks, this.lookUntil(step), now);
    await this.noteFailure(unit, checklist, step);
    await this.checklists.run(unit, step);
    await (step.nextTryAt ? this.checklists.save(unit, checklist) : this.checklists.advance(unit, checklist, now));
  }

  /** Takes back what a step did; one whose outcome is not known is repeated first, to learn what there is to undo. */
  async attemptUndo({ tenantId, key }: Timer): Promise<TryOutcome> {
    const begun = await this.transactions.inTenant(tenantId, async (unit) => {
      const { checklist, step } = await this.locked(unit, key);
      if (step?.status !== 'undoing' || !checklist) return undefined;
      step.attempts += 1;
      await unit.manager.save(step);
      return { step, onboarding: checklist.onboarding };
    });
    if (!begun) return undefined;
    const { step, onboarding } = begun;
    let result = step.result;
    try {
      const action = actionOf(step.task);
      if (!action?.undo) throw new Error(`${step.key} cannot be undone.`);
      result ??= await action.run(this.callOf(onboarding, step), onboarding);
      await action.undo(this.callOf(onboarding, step, 'undo'), result);
      return { kind: 'done', result };
    } catch (error) {
      const failure = failureOf(error);
      // Refused when repeated: nothing was ever done.
      return failure.refused && result === null ? { kind: 'not-yet' } : { kind: 'failed', failure };
    }
  }

  async recordUndo({ key }: Timer, unit: UnitOfWork, outcome: TryOutcome): Promise<void> {
    const { checklist, step } = await this.locked(unit, key);
    if (!outcome || !checklist || step?.status !== 'undoing') return;
    const { onboarding } = checklist;
    const now = new Date();
    if (outcome.kind === 'failed') {
      step.fail(outcome.failure, this.retries, this.config.STEP_REFUSALS, now);
      await this.noteFailure(unit, checklist, step);
      await this.checklists.undo(unit, step);
    } else {
      step.undone(now, outcome.kind === 'not-yet' ? 'It had never had an effect.' : null);
      await this.checklists.note(unit, onboarding, `${step.title}: taken back.`, step.key);
    }
    await this.checklists.advance(unit, checklist, now);
  }

  private async carryOut(step: Step, onboarding: Onboarding): Promise<TryOutcome> {
    const probe = probeOf(step.task);
    if (probe) {
      const count = await probe.count(this.commands, onboarding.tenantId);
      return count > 0 ? { kind: 'done', result: { count } } : { kind: 'not-yet' };
    }
    const action = actionOf(step.task);
    if (!action) throw new Error(`The step ${step.key} has no task to carry out.`);
    return { kind: 'done', result: await action.run(this.callOf(onboarding, step), onboarding) };
  }

  private callOf({ id, tenantId }: Onboarding, { key }: Step, suffix?: string) {
    const idempotencyKey = [id, key, ...(suffix ? [suffix] : [])].join(':');
    return { commands: this.commands, tenantId, idempotencyKey };
  }

  /** The checklist is locked before the step is read, so that nothing happens to the step in between. */
  private async locked(
    { manager, tenantId }: UnitOfWork,
    timerKey: string,
  ): Promise<{ checklist: Checklist | null; step: Step | undefined }> {
    const checklist = await this.checklists.find(manager, tenantId, true);
    return { checklist, step: checklist?.steps.find((candidate) => candidate.timerKey === timerKey) };
  }

  private lookUntil({ dueAt }: Step): Date {
    return new Date(dueAt.getTime() + this.config.PROBE_GRACE_DAYS * 86_400_000);
  }

  /** The first failure of a series and its end are history; what lies between is seen on the step itself. */
  private async noteFailure(unit: UnitOfWork, { onboarding }: Checklist, step: Step): Promise<void> {
    if (step.lastError === null || (step.attempts > 1 && step.nextTryAt)) return;
    const fate = step.nextTryAt ? 'has failed and will be tried again' : 'has failed and waits for a decision';
    await this.checklists.note(unit, onboarding, `${step.title} ${fate}: ${step.lastError}`, step.key);
  }
}
