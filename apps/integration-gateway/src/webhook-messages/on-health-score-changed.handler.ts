import { EventHandler, type EventOf, HealthScoreChanged } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** Endpoints hear of every change of the health band. */
@EventHandler()
export class OnHealthScoreChanged {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Handles(HealthScoreChanged)
  async handle({ id, type, data }: EventOf<typeof HealthScoreChanged>, unit: UnitOfWork): Promise<void> {
    await this.messages.offer(unit, {
      type: 'health-score.changed',
      eventType: type,
      at: data.at,
      data: {
        score: data.score,
        previousScore: data.previousScore,
        band: data.band,
        previousBand: data.previousBand,
        direction: data.direction,
      },
      dedupeKey: id,
    });
  }
}
