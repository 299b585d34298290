import type { CommandsOf, Timer } from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type BackOff, backOffOf } from '../checklists/back-off.js';
import { ChecklistsService } from '../checklists/checklists.service.js';
import type { Failure } from '../checklists/step.entity.js';
import { OnboardingConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { actionOf, callOf } from './actions.js';
import { failureOf } from './failure-of.js';

/** What came of an undoing; nothing-done: the step had never had an effect. Undefined when it was not tried. */
export type UndoOutcome =
  | { readonly kind: 'undone' | 'nothing-done' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | undefined;

/** Takes back what the steps of an aborted onboarding did in other services, one after the other. */
@Injectable()
export class StepUndosService {
  private readonly retries: BackOff;

  constructor(
    private readonly transactions: Transactions,
    private readonly checklists: ChecklistsService,
    private readonly commands: Commands<CommandsOf<'onboarding-orchestrator'>>,
    private readonly config: OnboardingConfig,
  ) {
    this.retries = backOffOf(config.STEP_RETRY_SECONDS);
  }

  /** A step whose outcome is not known is repeated first, with its own key, to learn what there is to take back. */
  async attempt({ tenantId, key }: Timer): Promise<UndoOutcome> {
    const begun = await this.transactions.inTenant(tenantId, async (unit) => {
      const found = await this.checklists.ofTimer(unit, key);
      if (found?.step.status !== 'undoing') return undefined;
      found.step.attempts += 1;
      await unit.manager.save(found.step);
      return found;
    });
    if (!begun) return undefined;
    const { step, checklist } = begun;
    const { onboarding } = checklist;
    let { result } = step;
    try {
      const action = actionOf(step.task);
      if (!action?.undo) throw new Error(`The step ${step.key} cannot be taken back.`);
      result ??= await action.run(callOf(this.commands, onboarding, step.key), onboarding);
      await action.undo(callOf(this.commands, onboarding, step.key, true), result);
      return { kind: 'undone' };
    } catch (error) {
      const failure = failureOf(error);
      // Still without a result: the repetition itself was refused, so nothing was ever done.
      return failure.refused && result === null ? { kind: 'nothing-done' } : { kind: 'failed', failure };
    }
  }

  async record({ key }: Timer, unit: UnitOfWork, outcome: UndoOutcome): Promise<void> {
    const found = await this.checklists.ofTimer(unit, key);
    if (!outcome || found?.step.status !== 'undoing') return;
    const { checklist, step } = found;
    const now = new Date();
    if (outcome.kind === 'failed') {
      step.fail(outcome.failure, this.retries, this.config.STEP_REFUSALS, now);
      await this.checklists.noteFailure(unit, checklist, step);
      await this.checklists.undo(unit, step);
    } else {
      step.undone(now, outcome.kind === 'nothing-done' ? 'It had never had an effect.' : null);
      await this.checklists.note(unit, checklist.onboarding, `${step.title}: taken back.`, step.key);
    }
    await this.checklists.advance(unit, checklist, now);
  }
}
