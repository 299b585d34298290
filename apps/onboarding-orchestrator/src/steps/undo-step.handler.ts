import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { undoStepTimer } from '../checklists/checklists.service.js';
import type { UnitOfWork } from '../messaging.js';
import { StepRunsService, type TryOutcome } from './step-runs.service.js';

@OnTimer(undoStepTimer)
export class UndoStep implements TimerHandler<'onboarding-orchestrator', TryOutcome> {
  constructor(private readonly runs: StepRunsService) {}

  attempt(timer: Timer): Promise<TryOutcome> {
    return this.runs.attemptUndo(timer);
  }

  fire(timer: Timer, unit: UnitOfWork, outcome: TryOutcome): Promise<void> {
    return this.runs.recordUndo(timer, unit, outcome);
  }
}
