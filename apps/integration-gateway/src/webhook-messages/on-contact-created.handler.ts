import { ContactCreated, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** Endpoints hear of every new contact, with where it came from. */
@EventHandler()
export class OnContactCreated {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Handles(ContactCreated)
  async handle({ id, type, data }: EventOf<typeof ContactCreated>, unit: UnitOfWork): Promise<void> {
    await this.messages.offer(unit, {
      type: 'contact.created',
      eventType: type,
      at: data.createdAt,
      data: { contactId: data.contactId, source: data.source, importId: data.importId ?? null },
      dedupeKey: id,
    });
  }
}
