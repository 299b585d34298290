import { ContactUpdated, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** Endpoints hear which fields of a contact changed, never their values. */
@EventHandler()
export class OnContactUpdated {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Handles(ContactUpdated)
  async handle({ id, type, data }: EventOf<typeof ContactUpdated>, unit: UnitOfWork): Promise<void> {
    await this.messages.offer(unit, {
      type: 'contact.updated',
      eventType: type,
      at: data.updatedAt,
      data: {
        contactId: data.contactId,
        version: data.version,
        changedFields: data.changedFields,
        source: data.source,
      },
      dedupeKey: id,
    });
  }
}
