import { EventHandler, type EventOf, NotificationBounced } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { notificationBounced } from './delivery-sentences.js';

/** Counts towards the rule of the sender's reputation. Nobody but the mail's own service is to blame for it. */
@EventHandler()
export class OnNotificationBounced {
  constructor(private readonly trail: TrailService) {}

  @Handles(NotificationBounced)
  async handle(event: EventOf<typeof NotificationBounced>, unit: UnitOfWork): Promise<void> {
    const { notificationId, recipient, userId, kind, status, diagnostic, at } = event.data;
    await this.trail.record(unit, event, {
      actor: 'service:tenant-admin-portal',
      at,
      target: { kind: 'notification', id: notificationId },
      alsoOn: userId === undefined ? [] : [{ kind: 'user', id: userId }],
      sentence: () => notificationBounced(event.data),
      detail: { recipient, kind, status, diagnostic, causedBy: event.actor },
    });
  }
}
