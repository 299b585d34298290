import { EventHandler, type EventOf, WebhookDelivered } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { webhookDelivered } from './delivery-sentences.js';

/** Evidence of delivery: which endpoint accepted which message, when, and with what status. */
@EventHandler()
export class OnWebhookDelivered {
  constructor(private readonly trail: TrailService) {}

  @Handles(WebhookDelivered)
  async handle(event: EventOf<typeof WebhookDelivered>, unit: UnitOfWork): Promise<void> {
    const { endpointId, messageId, messageType, attempts, status, latencyMs, at } = event.data;
    await this.trail.record(unit, event, {
      actor: 'service:integration-gateway',
      at,
      target: { kind: 'endpoint', id: endpointId },
      sentence: () => webhookDelivered(event.data),
      detail: { messageId, messageType, attempts, status, latencyMs, causedBy: event.actor },
    });
  }
}
