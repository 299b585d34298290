import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { recomputeTimer, ScoreCardsService } from './score-cards.service.js';

/** Time alone moves scores: signals age, ramps rise, onboardings become overdue. */
@OnTimer(recomputeTimer)
export class RecomputeScore implements TimerHandler<'customer-health'> {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  async fire(_timer: Timer, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'Time has passed.', () => undefined);
  }
}
