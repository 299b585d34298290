import { AuditAlertTriggered, EventHandler, type EventOf } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { actorSlot, quoted } from './words.js';

/** An urgent notice to the admins, which ignores quiet hours and suspension and must be acknowledged. */
@EventHandler()
export class OnAuditAlertTriggered {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(AuditAlertTriggered)
  async handle(event: EventOf<typeof AuditAlertTriggered>, unit: UnitOfWork): Promise<void> {
    const { alertId, rule, severity, suspect, summary, entryIds } = event.data;
    const link = `/v1/audit/alerts/${alertId}`;
    await this.announcements.tell(unit, {
      key: `audit-alert:${alertId}`,
      topic: 'security',
      severity: 'urgent',
      title: quoted(`Security alert (${severity}): ${summary}`),
      text: `Rule ${quoted(rule)}, actor ${actorSlot(suspect)}, entries: ${entryIds.length}.`,
      link,
      audience: { kind: 'admins' },
      mustAcknowledge: true,
    });
    await this.feed.record(unit, event, {
      title: `Security alert (${severity}): ${summary}`,
      severity: 'urgent',
      link,
    });
  }
}
