import { EventHandler, type EventOf, TenantReactivated } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from '../notices/announcements.service.js';
import { releaseHeldTimer } from '../notices/held-notices.service.js';
import { standingToChange } from './standings.js';

/** The banner goes, what was held is released in order, and the owners are told. An older one changes nothing. */
@EventHandler()
export class OnTenantReactivated {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(TenantReactivated)
  async handle(event: EventOf<typeof TenantReactivated>, unit: UnitOfWork): Promise<void> {
    const { reason, revision, at } = event.data;
    const standing = await standingToChange(unit.manager, unit.tenantId);
    if (standing.applyLifecycle(revision, new Date(at), null)) {
      await unit.manager.save(standing);
      await this.announcements.tell(unit, {
        key: `lifecycle:${revision}`,
        topic: 'account',
        severity: 'high',
        title: 'Your account is active again',
        text: `${reason} Notices that came in the meantime have been released.`,
        audience: { kind: 'owners' },
        alwaysMail: true,
      });
      await unit.schedule({ kind: releaseHeldTimer, key: unit.tenantId, dueAt: new Date() });
    }
    await this.feed.record(unit, event, { title: `The account is active again: ${reason}`, severity: 'high' });
  }
}
