import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { lockMembership } from '../users/membership-lock.js';
import { Invitation } from './invitation.entity.js';
import { expireTimer, InvitationsService } from './invitations.service.js';

/** After seven days an invitation that nobody accepted is over, and its address may be invited anew. */
@OnTimer(expireTimer)
export class ExpireInvitation implements TimerHandler<'user-auth'> {
  constructor(private readonly invitations: InvitationsService) {}

  async fire({ key: id }: Timer, unit: UnitOfWork): Promise<void> {
    await lockMembership(unit);
    const invitation = await unit.manager.findOneBy(Invitation, { id });
    if (invitation?.status === 'open' && invitation.statusAt(new Date()) === 'expired') {
      await this.invitations.close(unit, invitation, 'expired');
    }
  }
}
