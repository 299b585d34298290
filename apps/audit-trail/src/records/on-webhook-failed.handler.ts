import { EventHandler, type EventOf, WebhookFailed } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { webhookFailed } from './delivery-sentences.js';

/** Counts towards the rule "an endpoint fails repeatedly". */
@EventHandler()
export class OnWebhookFailed {
  constructor(private readonly trail: TrailService) {}

  @Handles(WebhookFailed)
  async handle(event: EventOf<typeof WebhookFailed>, unit: UnitOfWork): Promise<void> {
    const { endpointId, messageId, messageType, attempts, lastStatus, lastError, endpointDisabled, at } = event.data;
    await this.trail.record(unit, event, {
      actor: 'service:integration-gateway',
      at,
      target: { kind: 'endpoint', id: endpointId },
      sentence: () => webhookFailed(event.data),
      detail: { messageId, messageType, attempts, lastStatus, lastError, endpointDisabled, causedBy: event.actor },
    });
  }
}
