import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '../messaging.js';
import { lockMembership } from '../users/membership-lock.js';
import { Invitation } from './invitation.entity.js';
import { InvitationClosed } from './invitation.errors.js';
import { InvitationsService } from './invitations.service.js';

export interface OwnerInvited {
  userId: string;
  invitationId: string;
}

/** The first owner of a tenant is invited by its onboarding. */
@Injectable()
export class OwnerInvitationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationsService,
  ) {}

  /** One per tenant: while it is open or accepted, asking again answers the same. */
  invite(tenantId: string, email: string, name: string, invitedBy: string): Promise<OwnerInvited> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const known = await unit.manager.findOneBy(Invitation, { forOwner: true, status: In(['open', 'accepted']) });
      const { userId, id } =
        known ?? (await this.invitations.invite(unit, { email, name, role: 'owner', invitedBy, forOwner: true }));
      return { userId, invitationId: id };
    });
  }

  /** Takes it back; one that is gone or closed already is no error, one that was accepted is. */
  withdraw(tenantId: string, invitationId: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const invitation = await unit.manager.findOneBy(Invitation, { id: invitationId, forOwner: true });
      if (invitation?.status === 'accepted') throw new InvitationClosed('The owner has accepted it.');
      if (invitation?.status === 'open') await this.invitations.close(unit, invitation, 'revoked');
    });
  }
}
