import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** A new tenant has a card in grace, with low confidence. */
@EventHandler()
export class OnTenantCreated {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(TenantCreated)
  async handle(_event: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'The tenant was created.', () => undefined);
  }
}
