import { EventHandler, type EventOf, UserDeactivated } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { recordDeparture } from '../people/departures.js';
import { Preference } from '../preferences/preference.entity.js';
import { digestTimer, endQuietHoursTimer } from '../preferences/preferences.service.js';
import { handOverTimer } from './hand-over.handler.js';

/**
 * Preferences and digests are dropped and unread notices go to the remaining admins. The feed's row of this event is
 * what cuts the user's streams, in whichever process they are.
 */
@EventHandler()
export class OnUserDeactivated {
  constructor(private readonly feed: FeedService) {}

  @Handles(UserDeactivated)
  async handle(event: EventOf<typeof UserDeactivated>, unit: UnitOfWork): Promise<void> {
    const { userId, email, role, at } = event.data;
    const { manager, tenantId } = unit;
    await recordDeparture(manager, { tenantId, userId, at: new Date(at) });
    await manager.delete(Preference, { tenantId, userId });
    await unit.unschedule(digestTimer, userId);
    await unit.unschedule(endQuietHoursTimer, userId);
    await unit.schedule({ kind: handOverTimer, key: userId, dueAt: new Date() });
    await this.feed.record(unit, event, { title: `${email} (${role}) was deactivated`, severity: 'medium' });
  }
}
