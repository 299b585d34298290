import { UserInvited } from '@crm/events';
import { type Caller, mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { lockMembership } from '../users/membership-lock.js';
import { assertMayGrant } from '../users/role-name.js';
import { User } from '../users/user.entity.js';
import { factsOfUser } from '../users/user-facts.js';
import { type InvitationsQuery, type InvitationView, viewOfInvitation } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { AlreadyInvited, AlreadyMember, InvitationClosed, InvitationNotFound } from './invitation.errors.js';

export const expireTimer = 'expire-invitation';

export interface NewInvitation {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Actor, as in events. */
  readonly invitedBy: string;
  readonly forOwner?: boolean;
}

/** Invites people into a tenant, and takes invitations back. */
@Injectable()
export class InvitationsService {
  constructor(private readonly transactions: Transactions) {}

  create(tenantId: string, caller: Caller, wanted: Omit<NewInvitation, 'invitedBy'>): Promise<InvitationView> {
    assertMayGrant(caller, wanted.role);
    return this.transactions.inTenant(tenantId, async (unit) =>
      viewOfInvitation(await this.invite(unit, { ...wanted, invitedBy: caller.actor })),
    );
  }

  /**
   * Invites an address that is neither a user of the tenant nor invited, and says so.
   * @throws already-member, already-invited
   */
  async invite(unit: UnitOfWork, { email: typed, name, role, invitedBy, forOwner = false }: NewInvitation) {
    const { manager, tenantId } = unit;
    const email = typed.toLowerCase();
    await lockMembership(unit);
    await this.assertFree(unit, email);
    const user = User.invite(tenantId, email, name, role);
    await manager.insert(User, user);
    const invitation = Invitation.open({ tenantId, userId: user.id, email, name, role, invitedBy, forOwner });
    await manager.insert(Invitation, invitation);
    await this.expireLater(unit, invitation);
    unit.publish(UserInvited, {
      tenantId,
      userId: user.id,
      invitationId: invitation.id,
      email,
      name,
      role,
      invitedBy,
      expiresAt: invitation.expiresAt.toISOString(),
    });
    unit.announce('iam.user.created', factsOfUser(user));
    return invitation;
  }

  list(tenantId: string, query: InvitationsQuery): Promise<Page<InvitationView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(Invitation, 'invitation');
      if (query.status) builder.andWhere('invitation.status = :status', { status: query.status });
      return mapPage(await pageOf(builder, 'invitation', query), viewOfInvitation);
    });
  }

  read(tenantId: string, id: string): Promise<InvitationView> {
    return this.transactions.inTenant(tenantId, async (unit) => viewOfInvitation(await this.found(unit, id)));
  }

  /**
   * Makes a new link, good for seven days from now; links sent before are worthless. An expired invitation is open
   * again, and so is its user, which is announced. No event is published: the invitation is the same.
   */
  resend(tenantId: string, caller: Caller, id: string): Promise<InvitationView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const invitation = await this.found(unit, id, true);
      assertMayGrant(caller, invitation.role);
      if (invitation.status === 'accepted' || invitation.status === 'revoked') {
        throw new InvitationClosed(`It is ${invitation.status}. Invite the address anew.`);
      }
      if (invitation.status === 'expired') {
        await this.assertFree(unit, invitation.email);
        await unit.manager.update(User, { id: invitation.userId }, { status: 'invited' });
        unit.announce('iam.user.created', factsOfInvited(invitation, 'invited'));
      }
      invitation.renew();
      await unit.manager.save(invitation);
      await this.expireLater(unit, invitation);
      return viewOfInvitation(invitation);
    });
  }

  /** Takes an invitation back; one that has ended otherwise, but not by acceptance, becomes revoked too. */
  revoke(tenantId: string, caller: Caller, id: string): Promise<InvitationView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const invitation = await this.found(unit, id, true);
      assertMayGrant(caller, invitation.role);
      if (invitation.status === 'accepted') throw new InvitationClosed('It was accepted. Deactivate the user instead.');
      if (invitation.status !== 'revoked') await this.close(unit, invitation, 'revoked');
      return viewOfInvitation(invitation);
    });
  }

  /** Ends an invitation that was not accepted; its user never comes to be. */
  async close(unit: UnitOfWork, invitation: Invitation, status: 'revoked' | 'expired'): Promise<void> {
    invitation.close(status);
    await unit.manager.save(invitation);
    const never = await unit.manager.update(User, { id: invitation.userId, status: 'invited' }, { status: 'lapsed' });
    if (never.affected) unit.announce('iam.user.deleted', factsOfInvited(invitation, 'lapsed'));
    await unit.unschedule(expireTimer, invitation.id);
  }

  async found({ manager }: UnitOfWork, id: string, lock = false): Promise<Invitation> {
    const invitation = await manager.findOne(Invitation, {
      where: { id },
      ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
    });
    if (!invitation) throw new InvitationNotFound();
    return invitation;
  }

  private async assertFree({ manager }: UnitOfWork, email: string): Promise<void> {
    const user = await manager.findOneBy(User, { email, status: In(['invited', 'active']) });
    if (user?.status === 'active') throw new AlreadyMember('Nobody needs to invite them.', { userId: user.id });
    if (!user) return;
    const open = await manager.findOneBy(Invitation, { userId: user.id });
    throw new AlreadyInvited('Send that invitation again, or revoke it first.', { invitationId: open?.id });
  }

  private expireLater(unit: UnitOfWork, { id, expiresAt }: Invitation): Promise<void> {
    return unit.schedule({ kind: expireTimer, key: id, dueAt: expiresAt });
  }
}

/** Until it is accepted, an invitation says of its user all that there is to say. */
function factsOfInvited({ userId: id, email, name, role }: Invitation, status: 'invited' | 'lapsed') {
  return factsOfUser({ id, email, name, role, status });
}
