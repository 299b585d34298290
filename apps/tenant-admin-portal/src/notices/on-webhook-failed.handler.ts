import { EventHandler, type EventOf, WebhookFailed } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { countUp } from '../home/counters.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { quoted } from './words.js';

/** The admins have one notice per endpoint, which counts the failures and shows the last error. */
@EventHandler()
export class OnWebhookFailed {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(WebhookFailed)
  async handle(event: EventOf<typeof WebhookFailed>, unit: UnitOfWork): Promise<void> {
    const { endpointId, messageType, lastError, endpointDisabled, attempts, at } = event.data;
    const link = `/v1/webhook-endpoints/${endpointId}`;
    const news = {
      key: `webhook-endpoint:${endpointId}`,
      topic: 'webhooks',
      severity: endpointDisabled ? 'critical' : 'high',
      title: endpointDisabled ? 'A webhook endpoint was switched off' : 'A webhook endpoint does not answer',
      text: `Messages not delivered: {count}. The last error: ${quoted(lastError)}`,
      link,
      audience: { kind: 'admins' },
    } as const;
    await this.announcements.gather(unit, news, new Date(at));
    await countUp(unit.manager, unit.tenantId, at, 'webhooksFailed');
    await this.feed.record(unit, event, {
      title: `A webhook (${messageType}) was not delivered after ${attempts} attempts: ${lastError}`,
      severity: 'high',
      link,
    });
  }
}
