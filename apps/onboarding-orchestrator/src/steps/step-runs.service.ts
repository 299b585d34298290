import type { CommandsOf, Timer } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type BackOff, backOffOf } from '../checklists/back-off.js';
import { ChecklistsService } from '../checklists/checklists.service.js';
import type { Onboarding } from '../checklists/onboarding.entity.js';
import type { Failure, Step } from '../checklists/step.entity.js';
import { OnboardingConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { actionOf, callOf } from './actions.js';
import { failureOf } from './failure-of.js';
import { probeOf } from './probes.js';

/** What came of a try; undefined when it was not made because the step is no longer open. */
export type TryOutcome =
  | { readonly kind: 'done'; readonly result: Record<string, unknown> }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | undefined;

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
      const found = await this.checklists.ofTimer(unit, key);
      if (found?.step.status !== 'open') return undefined;
      found.step.begin();
      await unit.manager.save(found.step);
      return found;
    });
    if (!begun) return undefined;
    try {
      return await this.carryOut(begun.step, begun.checklist.onboarding);
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  /** Writes down what came of a try, and what follows from it. */
  async record({ key }: Timer, unit: UnitOfWork, outcome: TryOutcome): Promise<void> {
    const found = await this.checklists.ofTimer(unit, key);
    if (!outcome || found?.step.status !== 'open') return;
    const { checklist, step } = found;
    const now = new Date();
    if (outcome.kind === 'done') {
      step.complete('service:onboarding-orchestrator', now, { result: outcome.result });
      await this.checklists.note(unit, checklist.onboarding, `${step.title}: done.`, step.key);
      await this.checklists.advance(unit, checklist, now);
      return;
    }
    if (outcome.kind === 'failed') step.fail(outcome.failure, this.retries, this.config.STEP_REFUSALS, now);
    else step.lookAgain(this.looks, this.lookUntil(step), now);
    await this.checklists.noteFailure(unit, checklist, step);
    await this.checklists.run(unit, step);
    await (step.nextTryAt ? this.checklists.save(unit, checklist) : this.checklists.advance(unit, checklist, now));
  }

  private async carryOut(step: Step, onboarding: Onboarding): Promise<TryOutcome> {
    const probe = probeOf(step.task);
    if (probe) {
      const count = await probe.count(this.commands, onboarding.tenantId);
      return count > 0 ? { kind: 'done', result: { count } } : { kind: 'not-yet' };
    }
    const action = actionOf(step.task);
    if (!action) throw new Error(`The step ${step.key} has no task to carry out.`);
    return { kind: 'done', result: await action.run(callOf(this.commands, onboarding, step.key), onboarding) };
  }

  private lookUntil({ dueAt }: Step): Date {
    return new Date(dueAt.getTime() + this.config.PROBE_GRACE_DAYS * 86_400_000);
  }
}
