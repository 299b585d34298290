import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import type { Finding } from './re-check.entity.js';
import { ReChecksService, reCheckTimer } from './re-checks.service.js';

@OnTimer(reCheckTimer)
export class RunReCheck implements TimerHandler<'onboarding-orchestrator', readonly Finding[]> {
  constructor(private readonly reChecks: ReChecksService) {}

  attempt(timer: Timer): Promise<readonly Finding[]> {
    return this.reChecks.ask(timer);
  }

  fire(timer: Timer, unit: UnitOfWork, findings: readonly Finding[]): Promise<void> {
    return this.reChecks.record(timer, unit, findings);
  }
}
