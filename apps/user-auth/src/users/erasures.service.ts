import type { Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Invitation } from '../invitations/invitation.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Session } from '../sessions/session.entity.js';
import { DirectoryEntry } from './directory-entry.entity.js';
import { foundUser } from './found-user.js';
import { lockMembership } from './membership-lock.js';
import { assertMayGrant } from './role-name.js';
import { erasedAddress, erasedName, type User } from './user.entity.js';
import { UserNotDeactivated } from './user.errors.js';

/** Forgets people whose access has ended. */
@Injectable()
export class ErasuresService {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing that is told of it names the person. @throws user-not-found, user-not-deactivated, role-above-own */
  erase(tenantId: string, caller: Caller, id: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const user = await foundUser(unit, id, true);
      assertMayGrant(caller, user.role);
      if (user.status !== 'deactivated') throw new UserNotDeactivated(`The user is ${user.status}.`);
      await unit.manager.delete(DirectoryEntry, { email: user.email, tenantId, userId: id });
      await forgetTraces(unit, user);
      user.erase();
      await unit.manager.save(user);
      const { role, status } = user;
      unit.announce('iam.user.deleted', { id, role, status });
    });
  }
}

/** Where else the service keeps who somebody was: their invitation, rows of imports, the browsers they used. */
async function forgetTraces({ manager }: UnitOfWork, { id: userId, email }: User): Promise<void> {
  const invitation = await manager.findOneByOrFail(Invitation, { userId });
  Object.assign(invitation, { email: erasedAddress(userId), name: erasedName });
  await manager.save(invitation);
  // A row that is to be invited yet is somebody's who comes back.
  await manager.query(
    `UPDATE import_row AS row SET values = '{}' FROM import
     WHERE import.id = row.import_id AND import.kind = 'users' AND row.values->>'email' = $1
       AND (row.status = 'rejected' OR row.invitation_id IS NOT NULL)`,
    [email],
  );
  await manager.delete(Session, { subjectId: userId });
}
