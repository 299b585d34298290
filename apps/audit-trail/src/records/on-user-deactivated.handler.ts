import { EventHandler, type EventOf, UserDeactivated } from '@crm/events';
import { AlertsService } from '../alerts/alerts.service.js';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { TimelinesService } from '../timelines/timelines.service.js';
import { userDeactivated } from './user-sentences.js';

/** The user's timeline is frozen; what they do after it alerts, whether it is told before or after this. */
@EventHandler()
export class OnUserDeactivated {
  constructor(
    private readonly trail: TrailService,
    private readonly timelines: TimelinesService,
    private readonly alerts: AlertsService,
  ) {}

  @Handles(UserDeactivated)
  async handle(event: EventOf<typeof UserDeactivated>, unit: UnitOfWork): Promise<void> {
    const { userId, email, role, deactivatedBy, reason, lastAdmin, at } = event.data;
    const user = { kind: 'user', id: userId };
    const actor = `user:${userId}`;
    await this.trail.record(unit, event, {
      actor: deactivatedBy,
      at,
      target: user,
      sentence: (names) => userDeactivated(names, event.data, deactivatedBy === actor),
      detail: { email, role, reason, lastAdmin },
    });
    await this.timelines.freeze(unit, user, new Date(at));
    await this.alerts.watchAgain(unit, actor, new Date(at));
  }
}
