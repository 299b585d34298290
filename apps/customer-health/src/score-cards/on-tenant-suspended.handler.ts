import { EventHandler, type EventOf, TenantSuspended } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The score is capped to critical and nothing ages until the tenant is reactivated. */
@EventHandler()
export class OnTenantSuspended {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(TenantSuspended)
  async handle({ data }: EventOf<typeof TenantSuspended>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, `The tenant was suspended: ${data.reason}`, (card) => {
      card.applyLifecycle(data.revision, () => {
        card.suspendedReason = data.reason;
        card.suspendedAt = new Date(data.at);
        card.reactivatedAt = null;
      });
    });
  }
}
