import { EventHandler, type EventOf, NotificationBounced } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** Each address that mails do not reach lowers the reachability once. */
@EventHandler()
export class OnNotificationBounced {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(NotificationBounced)
  async handle({ data }: EventOf<typeof NotificationBounced>, unit: UnitOfWork): Promise<void> {
    await this.scoreCards.learn(unit, 'A mail bounced.', () =>
      this.scoreCards.addSignal(unit, 'reachability', data.recipient.toLowerCase(), new Date(data.at)),
    );
  }
}
