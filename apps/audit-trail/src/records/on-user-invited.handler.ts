import { EventHandler, type EventOf, UserInvited } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { PeopleService } from '../people/people.service.js';
import { userInvited } from './user-sentences.js';

/** Counts towards the rule "many invitations by one actor"; sentences know the user by name from here on. */
@EventHandler()
export class OnUserInvited {
  constructor(
    private readonly trail: TrailService,
    private readonly people: PeopleService,
  ) {}

  @Handles(UserInvited)
  async handle(event: EventOf<typeof UserInvited>, unit: UnitOfWork): Promise<void> {
    const { userId, invitationId, email, role, invitedBy, expiresAt } = event.data;
    await this.people.learn(unit, userId, event.data);
    await this.trail.record(unit, event, {
      actor: invitedBy,
      at: event.time,
      target: { kind: 'user', id: userId },
      sentence: (names) => userInvited(names, event.data),
      detail: { invitationId, email, role, expiresAt },
    });
  }
}
