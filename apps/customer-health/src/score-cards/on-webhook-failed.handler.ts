import { EventHandler, type EventOf, HealthScoreChanged, WebhookFailed } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ScoreCardsService } from './score-cards.service.js';

/** The integration component falls once per failing endpoint and day. */
@EventHandler()
export class OnWebhookFailed {
  constructor(private readonly scoreCards: ScoreCardsService) {}

  @Handles(WebhookFailed)
  async handle({ data }: EventOf<typeof WebhookFailed>, unit: UnitOfWork): Promise<void> {
    // Our own bad news must not be the reason for more of it.
    if (data.messageType === HealthScoreChanged.type) return;
    await this.scoreCards.learn(unit, 'A webhook endpoint failed.', () =>
      this.scoreCards.addSignal(unit, 'integration', `${data.endpointId} ${data.at.slice(0, 10)}`, new Date(data.at)),
    );
  }
}
