import { EventHandler, type EventOf, TenantSuspended } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from '../notices/announcements.service.js';
import { standingToChange } from './standings.js';

/** A banner with the reason and a mail to the owners; from now on notices that are not urgent are held. */
@EventHandler()
export class OnTenantSuspended {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(TenantSuspended)
  async handle(event: EventOf<typeof TenantSuspended>, unit: UnitOfWork): Promise<void> {
    const { reason, revision, at } = event.data;
    const standing = await standingToChange(unit.manager, unit.tenantId);
    if (standing.applyLifecycle(revision, new Date(at), reason)) {
      await unit.manager.save(standing);
      await this.announcements.tell(unit, {
        key: `lifecycle:${revision}`,
        topic: 'account',
        severity: 'urgent',
        title: 'Your account is suspended',
        text: `The reason: ${reason}`,
        audience: { kind: 'owners' },
        alwaysMail: true,
      });
    }
    await this.feed.record(unit, event, { title: `The account was suspended: ${reason}`, severity: 'critical' });
  }
}
