import { EventHandler, type EventOf, HealthScoreChanged } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { quoted } from './words.js';

const reasonsTold = 2;

/** The admins are told when the band drops, with the two strongest reasons; a rise is in the feed only. */
@EventHandler()
export class OnHealthScoreChanged {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(HealthScoreChanged)
  async handle(event: EventOf<typeof HealthScoreChanged>, unit: UnitOfWork): Promise<void> {
    const { band, previousBand, score, direction, reasons, revision } = event.data;
    const strongest = reasons.slice(0, reasonsTold).map(({ text }) => text);
    if (direction === 'down') {
      await this.announcements.tell(unit, {
        key: `health:${revision}`,
        topic: 'health',
        severity: band === 'critical' ? 'critical' : 'high',
        title: `Your health score has dropped to ${band} (${Math.round(score)} of 100)`,
        text: quoted(strongest.join('\n') || 'There is no single reason.'),
        link: '/v1/health/score',
        audience: { kind: 'admins' },
      });
    }
    await this.feed.record(unit, event, {
      title: `The health score went from ${previousBand} to ${band} (${Math.round(score)} of 100)`,
      severity: direction === 'down' ? 'high' : 'info',
      link: '/v1/health/score',
    });
  }
}
