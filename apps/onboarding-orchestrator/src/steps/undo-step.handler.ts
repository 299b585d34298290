import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { undoStepTimer } from '../checklists/checklists.service.js';
import type { UnitOfWork } from '../messaging.js';
import { StepUndosService, type UndoOutcome } from './step-undos.service.js';

@OnTimer(undoStepTimer)
export class UndoStep implements TimerHandler<'onboarding-orchestrator', UndoOutcome> {
  constructor(private readonly undos: StepUndosService) {}

  attempt(timer: Timer): Promise<UndoOutcome> {
    return this.undos.attempt(timer);
  }

  fire(timer: Timer, unit: UnitOfWork, outcome: UndoOutcome): Promise<void> {
    return this.undos.record(timer, unit, outcome);
  }
}
