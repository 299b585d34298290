import { EventHandler, type EventOf, NotificationBounced } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { BouncedAddress } from './bounced-address.entity.js';
import { emailKey } from './contact.entity.js';
import { lockedContacts } from './contact-lookup.js';
import { ContactWriter } from './contact-writer.service.js';
import { ownersOf } from './key-store.js';

/** Exactly the failed address is marked; a second verified address becomes primary. */
@EventHandler()
export class OnNotificationBounced {
  constructor(private readonly writer: ContactWriter) {}

  @Handles(NotificationBounced)
  async handle({ data }: EventOf<typeof NotificationBounced>, unit: UnitOfWork): Promise<void> {
    const { manager, tenantId } = unit;
    const address = emailKey(data.recipient);
    const reason = [data.status, data.diagnostic].filter((part) => part !== undefined).join(' ');
    await manager
      .createQueryBuilder()
      .insert()
      .into(BouncedAddress)
      .values({ tenantId, address, reason, at: new Date(data.at) })
      .orIgnore()
      .execute();
    const owner = (await ownersOf(manager, [address])).get(address);
    const [before] = owner === undefined ? [] : await lockedContacts(manager, [owner]);
    if (!before) return;
    const after = before.copy();
    after.bounce(address, reason);
    await this.writer.write(unit, [{ before, after }], {
      source: 'bounce',
      summary: `Mails to an address do not arrive (${data.kind}).`,
    });
  }
}
