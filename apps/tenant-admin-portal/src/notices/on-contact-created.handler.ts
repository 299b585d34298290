import { ContactCreated, EventHandler, type EventOf } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { countUp } from '../home/counters.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import type { Audience } from '../people/audience.js';
import { AnnouncementsService } from './announcements.service.js';
import { quoted } from './words.js';

/**
 * The contact's owner is told. Contacts of one import are told as one notice that counts up: to their owner, or to the
 * admins where they have none.
 */
@EventHandler()
export class OnContactCreated {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(ContactCreated)
  async handle(event: EventOf<typeof ContactCreated>, unit: UnitOfWork): Promise<void> {
    const { contactId, displayName, company, ownerId, importId, createdAt } = event.data;
    const name = company ? `${displayName} (${company})` : displayName;
    const owner: Audience | undefined = ownerId ? { kind: 'users', userIds: [ownerId] } : undefined;
    if (importId) await this.ofImport(unit, importId, ownerId, owner ?? { kind: 'admins' }, createdAt);
    else if (owner) {
      await this.announcements.tell(unit, {
        key: `contact:${contactId}`,
        topic: 'contacts',
        severity: 'info',
        title: quoted(`New contact: ${name}`),
        text: 'You look after this contact.',
        link: `/v1/contacts/${contactId}`,
        audience: owner,
      });
    }
    const counters = importId ? (['newContacts', 'importedContacts'] as const) : (['newContacts'] as const);
    await countUp(unit.manager, unit.tenantId, createdAt, ...counters);
    await this.feed.record(unit, event, { title: `New contact: ${name}`, link: `/v1/contacts/${contactId}` });
  }

  private ofImport(
    unit: UnitOfWork,
    importId: string,
    ownerId: string | undefined,
    audience: Audience,
    at: string,
  ): Promise<void> {
    const news = {
      key: `import-contacts:${importId}:${ownerId ?? ''}`,
      topic: 'contacts',
      severity: 'info',
      title: 'New contacts from an import: {count}',
      text: ownerId ? 'You look after these contacts.' : 'Nobody looks after these contacts yet.',
      link: `/v1/imports/${importId}`,
      audience,
    } as const;
    return this.announcements.gather(unit, news, new Date(at));
  }
}
