import { EventHandler, type EventOf, UserRoleChanged } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { actorSlot, quoted } from './words.js';

/** The user is told the old role, the new one, and who changed it. */
@EventHandler()
export class OnUserRoleChanged {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(UserRoleChanged)
  async handle(event: EventOf<typeof UserRoleChanged>, unit: UnitOfWork): Promise<void> {
    const { userId, email, oldRole, newRole, changedBy, revision } = event.data;
    await this.announcements.tell(unit, {
      key: `role:${userId}:${revision}`,
      topic: 'security',
      severity: 'medium',
      title: quoted(`Your role is now ${newRole}`),
      text: `${quoted(`It was ${oldRole} before.`)} Changed by ${actorSlot(changedBy)}.`,
      audience: { kind: 'users', userIds: [userId] },
    });
    await this.feed.record(unit, event, { title: `${email} is now ${newRole} (was ${oldRole})`, severity: 'medium' });
  }
}
