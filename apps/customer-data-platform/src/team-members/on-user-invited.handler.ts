import { EventHandler, type EventOf, UserInvited } from '@crm/events';
import { emailKey } from '../contacts/contact.entity.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { TeamMember } from './team-member.entity.js';

/** The address is tagged as a team member and left out of duplicate suggestions and counts. */
@EventHandler()
export class OnUserInvited {
  @Handles(UserInvited)
  async handle({ data }: EventOf<typeof UserInvited>, { manager, tenantId }: UnitOfWork): Promise<void> {
    const { userId, name } = data;
    await manager
      .createQueryBuilder()
      .insert()
      .into(TeamMember)
      .values({ tenantId, address: emailKey(data.email), userId, name, taggedAt: new Date() })
      .orIgnore()
      .execute();
  }
}
