import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The final score and the outcome are kept; the card leaves the active list. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(TenantDeactivated)
  async handle({ data }: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.close(unit, data.revision, new Date(data.at));
  }
}
