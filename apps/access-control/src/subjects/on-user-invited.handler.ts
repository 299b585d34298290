import { EventHandler, type EventOf, UserInvited } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { SubjectsService } from './subjects.service.js';

/** The subject appears with a binding of the invited role; both wait for the user's first active token. */
@EventHandler()
export class OnUserInvited {
  constructor(private readonly subjects: SubjectsService) {}

  @Handles(UserInvited)
  async handle({ data, time }: EventOf<typeof UserInvited>, unit: UnitOfWork): Promise<void> {
    const { userId, name, email, role, invitedBy } = data;
    const at = new Date(time);
    await this.subjects.learn(unit, userId, async (subject) => {
      subject.invite({ name, email, invitedBy, at });
      await this.subjects.assign(unit, userId, { assignment: 0, role, setBy: invitedBy, since: at });
    });
  }
}
