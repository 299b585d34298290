import { EventHandler, type EventOf, UserInvited } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { MailService } from './mail.service.js';
import { MailDelivery } from './mail-delivery.entity.js';

/** The invitation is mailed, once; what becomes of the mail shows on the invitation. */
@EventHandler()
export class OnUserInvited {
  constructor(
    private readonly mail: MailService,
    private readonly feed: FeedService,
  ) {}

  @Handles(UserInvited)
  async handle(event: EventOf<typeof UserInvited>, unit: UnitOfWork): Promise<void> {
    const { userId, invitationId, name, role } = event.data;
    if (!(await unit.manager.existsBy(MailDelivery, { invitationId }))) {
      await this.mail.queueInvitation(unit, event.data);
    }
    await this.feed.record(unit, event, { title: `${name} was invited as ${role}`, link: `/v1/users/${userId}` });
  }
}
