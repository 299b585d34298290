import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { advanceTimer, RunsService } from './runs.service.js';
import type { StepTry } from './step-result.js';
import { StepsService } from './steps.service.js';

/**
 * One step of a run. A crash before the commit repeats the step, with the same key; after it, the next step's timer is
 * there already. So a run goes on from wherever it was.
 */
@OnTimer(advanceTimer)
export class AdvanceRun implements TimerHandler<'workflow-engine', StepTry | undefined> {
  constructor(
    private readonly steps: StepsService,
    private readonly runs: RunsService,
  ) {}

  attempt({ tenantId, key }: Timer): Promise<StepTry | undefined> {
    return this.steps.try(tenantId, key);
  }

  async fire({ key }: Timer, unit: UnitOfWork, attempt: StepTry | undefined): Promise<void> {
    if (attempt) await this.runs.record(unit, key, attempt);
  }
}
