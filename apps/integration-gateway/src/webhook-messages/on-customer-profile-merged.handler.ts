import { CustomerProfileMerged, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** Endpoints hear both sides of a merge, so that they can merge what they keep by our ids. */
@EventHandler()
export class OnCustomerProfileMerged {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Handles(CustomerProfileMerged)
  async handle({ id, type, data }: EventOf<typeof CustomerProfileMerged>, unit: UnitOfWork): Promise<void> {
    await this.messages.offer(unit, {
      type: 'customer-profile.merged',
      eventType: type,
      at: data.at,
      data: { mergeId: data.mergeId, survivorId: data.survivorId, mergedIds: data.mergedIds },
      dedupeKey: id,
    });
  }
}
