import { EventHandler, type EventOf, TenantReactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The cap is lifted and the score ramps up over days; trust does not jump back. */
@EventHandler()
export class OnTenantReactivated {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(TenantReactivated)
  async handle({ data }: EventOf<typeof TenantReactivated>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'The tenant was reactivated.', (card) => {
      card.applyLifecycle(data.revision, () => {
        card.suspendedReason = null;
        card.suspendedAt = null;
        card.reactivatedAt = new Date(data.at);
      });
    });
  }
}
