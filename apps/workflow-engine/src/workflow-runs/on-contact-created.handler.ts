import { ContactCreated, EventHandler, type EventOf } from '@crm/events';
import { MergedContactsService } from '../merged-contacts/merged-contacts.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { EnrolmentsService } from './enrolments.service.js';

/** Matching workflows start; for imported contacts only so many a minute, since one import may bring thousands. */
@EventHandler()
export class OnContactCreated {
  constructor(
    private readonly enrolments: EnrolmentsService,
    private readonly merged: MergedContactsService,
  ) {}

  @Handles(ContactCreated)
  async handle({ id, type, hopcount, time, data }: EventOf<typeof ContactCreated>, unit: UnitOfWork): Promise<void> {
    const { contactId, source } = data;
    if (source === 'merge-undone') await this.merged.learn(unit, contactId, null, new Date(time));
    const occasion = { trigger: 'contact.created', type, hopCount: hopcount, key: id, data: { ...data } } as const;
    await this.enrolments.start(unit, { ...occasion, contactId, source });
  }
}
