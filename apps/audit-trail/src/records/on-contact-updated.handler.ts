import { ContactUpdated, EventHandler, type EventOf } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { contactUpdated } from './customer-sentences.js';

/** The names of the changed fields are kept, never their values. */
@EventHandler()
export class OnContactUpdated {
  constructor(private readonly trail: TrailService) {}

  @Handles(ContactUpdated)
  async handle(event: EventOf<typeof ContactUpdated>, unit: UnitOfWork): Promise<void> {
    const { contactId, changedFields, version, source, updatedAt } = event.data;
    await this.trail.record(unit, event, {
      at: updatedAt,
      target: { kind: 'contact', id: contactId },
      sentence: (names) => contactUpdated(names, event.data),
      detail: { changedFields, version, source },
    });
  }
}
