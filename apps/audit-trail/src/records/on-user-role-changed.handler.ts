import { EventHandler, type EventOf, UserRoleChanged } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { userRoleChanged } from './user-sentences.js';

/** Counts towards the rule "privilege raised". */
@EventHandler()
export class OnUserRoleChanged {
  constructor(private readonly trail: TrailService) {}

  @Handles(UserRoleChanged)
  async handle(event: EventOf<typeof UserRoleChanged>, unit: UnitOfWork): Promise<void> {
    const { userId, email, oldRole, newRole, changedBy, revision } = event.data;
    await this.trail.record(unit, event, {
      actor: changedBy,
      at: event.time,
      target: { kind: 'user', id: userId },
      sentence: (names) => userRoleChanged(names, event.data),
      detail: { email, oldRole, newRole, revision },
    });
  }
}
