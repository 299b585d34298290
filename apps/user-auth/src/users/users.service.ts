import { type TenantUser, UserDeactivated, UserRoleChanged } from '@crm/events';
import { assertVersion, type Caller, mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Invitation } from '../invitations/invitation.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { TokenCutoffsService } from '../token-cutoffs/token-cutoffs.service.js';
import { DirectoryEntry } from './directory-entry.entity.js';
import { lockMembership } from './membership-lock.js';
import { assertMayGrant } from './role-name.js';
import { tenantUserOf, type UsersQuery, type UserView, viewOfUser } from './user.dto.js';
import { User } from './user.entity.js';
import { LastOwner, UserNotActive, UserNotFound } from './user.errors.js';

/** The people of a tenant, their roles and the end of their access. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly cutoffs: TokenCutoffsService,
  ) {}

  list(tenantId: string, query: UsersQuery): Promise<Page<UserView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(User, 'user');
      if (query.status) builder.andWhere('user.status = :status', { status: query.status });
      else builder.andWhere("user.status <> 'lapsed'");
      if (query.role) builder.andWhere('user.role = :role', { role: query.role });
      if (query.email) builder.andWhere('user.email = :email', { email: query.email.toLowerCase() });
      return mapPage(await pageOf(builder, 'user', query), viewOfUser);
    });
  }

  read(tenantId: string, id: string): Promise<UserView> {
    return this.transactions.inTenant(tenantId, async (unit) => viewOfUser(await found(unit, id)));
  }

  /** Everybody of the tenant, for other services. */
  all(tenantId: string): Promise<TenantUser[]> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      (await manager.find(User, { order: { id: 'ASC' } })).flatMap(tenantUserOf),
    );
  }

  /** Gives a user another role. The same role again changes nothing and says nothing. */
  changeRole(
    tenantId: string,
    caller: Caller,
    id: string,
    role: string,
    expected: number | undefined,
  ): Promise<UserView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const user = await found(unit, id, true);
      assertVersion(user.version, expected);
      assertMayGrant(caller, user.role);
      assertMayGrant(caller, role);
      if (user.status !== 'invited' && user.status !== 'active') throw new UserNotActive(`The user is ${user.status}.`);
      if (role !== user.role) await assertNotLastOwner(unit, caller, user);
      const oldRole = user.changeRole(role);
      if (oldRole === undefined) return viewOfUser(user);
      await unit.manager.save(user);
      await unit.manager.update(Invitation, { userId: id, status: 'open' }, { role });
      await this.cutoffs.add(unit.manager, tenantId, 'user', [id], 'role-changed');
      const { email, version } = user;
      unit.publish(UserRoleChanged, {
        tenantId,
        userId: id,
        email,
        oldRole,
        newRole: role,
        changedBy: caller.actor,
        revision: version,
      });
      return viewOfUser(user);
    });
  }

  /** Ends a user's access and sessions. Once only: of a deactivated user it changes and says nothing. */
  deactivate(tenantId: string, caller: Caller, id: string, reason: string | undefined): Promise<UserView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const user = await found(unit, id, true);
      if (user.status === 'deactivated') return viewOfUser(user);
      if (user.status !== 'active') throw new UserNotActive('Revoke the invitation instead.');
      assertMayGrant(caller, user.role);
      await assertNotLastOwner(unit, caller, user);
      user.deactivate(reason);
      await unit.manager.save(user);
      await unit.manager.delete(DirectoryEntry, { email: user.email, tenantId });
      await this.sessions.endAllOf(unit, id, 'deactivated');
      await this.cutoffs.add(unit.manager, tenantId, 'user', [id], 'deactivated');
      await this.sayDeactivated(unit, user, caller.actor);
      return viewOfUser(user);
    });
  }

  private async sayDeactivated(unit: UnitOfWork, user: User, deactivatedBy: string): Promise<void> {
    const active = await unit.manager.findBy(User, { status: 'active' });
    unit.publish(UserDeactivated, {
      tenantId: user.tenantId,
      userId: user.id,
      email: user.email,
      role: user.role,
      deactivatedBy,
      ...(user.deactivationReason === null ? {} : { reason: user.deactivationReason }),
      lastAdmin: !active.some(({ administers }) => administers),
      at: (user.deactivatedAt ?? new Date()).toISOString(),
    });
  }
}

async function found({ manager }: UnitOfWork, id: string, lock = false): Promise<User> {
  const user = await manager.findOne(User, {
    where: { id },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  if (!user) throw new UserNotFound();
  return user;
}

/** Operators may leave a tenant without owner; the tenant itself may not. */
async function assertNotLastOwner({ manager }: UnitOfWork, caller: Caller, user: User): Promise<void> {
  if (caller.kind === 'operator' || user.role !== 'owner' || user.status !== 'active') return;
  if ((await manager.countBy(User, { role: 'owner', status: 'active' })) > 1) return;
  throw new LastOwner('Make somebody else an owner first.');
}
