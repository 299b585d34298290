import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { TrialsService, trialTimer } from './trials.service.js';

@OnTimer(trialTimer)
export class EndTrial implements TimerHandler<'billing-worker'> {
  constructor(private readonly trials: TrialsService) {}

  async fire(_timer: Timer, unit: UnitOfWork): Promise<void> {
    await this.trials.expire(unit);
  }
}
