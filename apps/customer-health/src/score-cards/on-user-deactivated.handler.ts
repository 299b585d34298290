import { EventHandler, type EventOf, UserDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** A lost seat counts against the seats; losing the last administrator is a risk of its own. */
@EventHandler()
export class OnUserDeactivated {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(UserDeactivated)
  async handle({ data }: EventOf<typeof UserDeactivated>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'A user was deactivated.', async () => {
      await this.scoreCards.addSignal(unit, 'seats', data.userId, new Date(data.at));
      if (data.lastAdmin) await this.scoreCards.addSignal(unit, 'administration', data.userId, new Date(data.at));
    });
  }
}
