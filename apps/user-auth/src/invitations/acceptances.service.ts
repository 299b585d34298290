import { Injectable } from '@nestjs/common';
import { actingAs } from '../acting-as.js';
import { withholdIdempotency } from '../idempotency.js';
import { KeysService } from '../keys/keys.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { decodeToken, type OpaqueToken } from '../opaque-token.js';
import { hashPassword } from '../passwords/password-hash.js';
import { DirectoryEntry } from '../users/directory-entry.entity.js';
import { lockMembership } from '../users/membership-lock.js';
import { type UserView, viewOfUser } from '../users/user.dto.js';
import { User } from '../users/user.entity.js';
import { factsOfUser } from '../users/user-facts.js';
import type { AcceptInvitationDto } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { InvalidInvitationToken, InvitationClosed, InvitationExpired } from './invitation.errors.js';
import { proves } from './invitation-token.js';
import { expireTimer } from './invitations.service.js';

/** Turns an invitation into a user who can sign in. */
@Injectable()
export class AcceptancesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeysService,
  ) {}

  /** Once per invitation. @throws invalid-invitation-token, invitation-expired, invitation-closed */
  async accept({ token: text, password, name }: AcceptInvitationDto): Promise<UserView> {
    const giveBack = withholdIdempotency();
    const token = decodeToken(text);
    if (!token) throw new InvalidInvitationToken('Follow the link of the newest mail.');
    // Hashing is dear: it is done for good links only, and outside of a transaction.
    const { userId } = await this.transactions.inTenant(token.tenantId, (unit) => this.openInvitation(unit, token));
    const passwordHash = await hashPassword(password);
    giveBack();
    return actingAs(`user:${userId}`, () => this.activate(token, passwordHash, name));
  }

  private activate(token: OpaqueToken, passwordHash: string, name: string | undefined): Promise<UserView> {
    return this.transactions.inTenant(token.tenantId, async (unit) => {
      await lockMembership(unit);
      const invitation = await this.openInvitation(unit, token);
      invitation.accept(new Date());
      await unit.manager.save(invitation);
      const user = await unit.manager.findOneByOrFail(User, { id: invitation.userId });
      user.activate(passwordHash, name);
      await unit.manager.save(user);
      const { email, tenantId, id: userId } = user;
      // The address may be known from a user who was deactivated.
      const entry = { email, tenantId, userId, active: true };
      await unit.manager.upsert(DirectoryEntry, entry, ['email', 'tenantId']);
      await unit.unschedule(expireTimer, invitation.id);
      unit.announce('iam.user.assignedToTenant', factsOfUser(user));
      return viewOfUser(user);
    });
  }

  private async openInvitation({ manager }: UnitOfWork, token: OpaqueToken): Promise<Invitation> {
    const invitation = await manager.findOneBy(Invitation, { id: token.id });
    if (!invitation || !proves(token, invitation, await this.keys.linkSecret(manager))) {
      throw new InvalidInvitationToken('Follow the link of the newest mail.');
    }
    const status = invitation.statusAt(new Date());
    if (status === 'expired') throw new InvitationExpired('Ask for a new one.');
    if (status !== 'open') {
      throw new InvitationClosed(status === 'accepted' ? 'It was accepted. Sign in.' : 'It was taken back.');
    }
    return invitation;
  }
}
