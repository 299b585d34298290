import { EventHandler, type EventOf, UserRoleChanged } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { SubjectsService } from './subjects.service.js';

/** The binding of the old role is replaced by one of the new role in one step; an older change never undoes a newer. */
@EventHandler()
export class OnUserRoleChanged {
  constructor(private readonly subjects: SubjectsService) {}

  @Handles(UserRoleChanged)
  async handle({ data, time }: EventOf<typeof UserRoleChanged>, unit: UnitOfWork): Promise<void> {
    const { userId, email, newRole, changedBy, revision } = data;
    await this.subjects.learn(unit, userId, async (subject) => {
      subject.email = email;
      await this.subjects.assign(unit, userId, {
        assignment: revision,
        role: newRole,
        setBy: changedBy,
        since: new Date(time),
      });
    });
  }
}
