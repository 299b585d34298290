import { assertVersion, type Caller, currentContext, Forbidden } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type OnboardingView, viewOfChecklist } from '../checklists/checklist.dto.js';
import {
  OnboardingOver,
  StepNotManual,
  StepNotOpen,
  StepNotRetryable,
  StepNotSkippable,
} from '../checklists/checklist.errors.js';
import type { Checklist } from '../checklists/checklist.js';
import { ChecklistsService } from '../checklists/checklists.service.js';
import type { Step } from '../checklists/step.entity.js';
import { waitingFor } from '../checklists/waiting-for.js';
import { Transactions, type UnitOfWork } from '../messaging.js';

/** What people do with steps. */
@Injectable()
export class StepsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly checklists: ChecklistsService,
  ) {}

  complete(tenantId: string, key: string, note: string | undefined, expected?: number): Promise<OnboardingView> {
    return this.change(tenantId, key, expected, async (unit, checklist, step, now) => {
      if (step.kind !== 'manual') throw new StepNotManual(`${step.title} is settled by itself.`);
      assertOpen(step, checklist);
      step.complete(actor(), now, { note });
      await this.checklists.note(unit, checklist.onboarding, `${step.title} was completed.`, key);
    });
  }

  skip(tenantId: string, key: string, reason: string, caller: Caller, expected?: number): Promise<OnboardingView> {
    return this.change(tenantId, key, expected, async (unit, checklist, step, now) => {
      if (step.status === 'undo-failed') {
        if (caller.kind !== 'operator') throw new Forbidden('Only operators of the platform may leave an effect.');
        step.undone(now, reason);
        await this.checklists.note(unit, checklist.onboarding, `${step.title} was left as it is: ${reason}`, key);
        return;
      }
      if (!step.skippable) throw new StepNotSkippable(`${step.title} has to be done.`);
      if (step.status !== 'failed' && step.status !== 'blocked') assertOpen(step, checklist);
      step.skip(reason, actor(), now);
      await this.checklists.note(unit, checklist.onboarding, `${step.title} was skipped: ${reason}`, key);
    });
  }

  retry(tenantId: string, key: string, expected?: number): Promise<OnboardingView> {
    return this.change(tenantId, key, expected, async (unit, checklist, step, now) => {
      if (step.status === 'undo-failed' || (step.status === 'undoing' && step === checklist.nextToUndo)) {
        step.undoNow(now);
        await this.checklists.undo(unit, step);
      } else if (step.runs && (step.status === 'failed' || step.status === 'open')) {
        step.open(now);
        await this.checklists.run(unit, step);
      } else {
        throw new StepNotRetryable(waitingFor(step, checklist) ?? `${step.title} is ${step.status}.`);
      }
      await this.checklists.note(unit, checklist.onboarding, `${step.title} is tried again.`, key);
    });
  }

  /** One change to a locked step, and what follows from it. */
  private change(
    tenantId: string,
    key: string,
    expected: number | undefined,
    work: (unit: UnitOfWork, checklist: Checklist, step: Step, now: Date) => Promise<void>,
  ): Promise<OnboardingView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const checklist = await this.checklists.read(unit.manager, tenantId, true);
      const step = checklist.step(key);
      assertVersion(checklist.onboarding.version, expected);
      if (checklist.onboarding.status === 'aborted') {
        throw new OnboardingOver(`It was aborted: ${checklist.onboarding.abortReason}`);
      }
      const now = new Date();
      await work(unit, checklist, step, now);
      await this.checklists.advance(unit, checklist, now);
      return viewOfChecklist(checklist, now);
    });
  }
}

function assertOpen(step: Step, checklist: Checklist): void {
  if (step.status !== 'open') throw new StepNotOpen(waitingFor(step, checklist) ?? `${step.title} is ${step.status}.`);
}

function actor(): string {
  return currentContext()?.actor ?? 'service:onboarding-orchestrator';
}
