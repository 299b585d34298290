import { type TenantUser, UserDeactivated, UserRoleChanged } from '@crm/events';
import { assertVersion, type Caller, mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { ApiTokensService } from '../api-tokens/api-tokens.service.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { TokenCutoffsService } from '../token-cutoffs/token-cutoffs.service.js';
import { DirectoryEntry } from './directory-entry.entity.js';
import { foundUser } from './found-user.js';
import { lockMembership } from './membership-lock.js';
import { assertMayGrant } from './role-name.js';
import { tenantUserOf, type UsersQuery, type UserView, viewOfUser } from './user.dto.js';
import { User } from './user.entity.js';
import { LastOwner, UserNotActive } from './user.errors.js';
import { factsOfUser } from './user-facts.js';

/** The people of a tenant, their roles and the end of their access. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly cutoffs: TokenCutoffsService,
    private readonly apiTokens: ApiTokensService,
  ) {}

  list(tenantId: string, query: UsersQuery): Promise<Page<UserView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(User, 'user').where("user.status <> 'erased'");
      if (query.status) builder.andWhere('user.status = :status', { status: query.status });
      else builder.andWhere("user.status <> 'lapsed'");
      if (query.role) builder.andWhere('user.role = :role', { role: query.role });
      if (query.email) builder.andWhere('user.email = :email', { email: query.email.toLowerCase() });
      return mapPage(await pageOf(builder, 'user', query), viewOfUser);
    });
  }

  read(tenantId: string, id: string): Promise<UserView> {
    return this.transactions.inTenant(tenantId, async (unit) => viewOfUser(await foundUser(unit, id)));
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
      const user = await foundUser(unit, id, true);
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
      unit.announce('iam.user.modified', { ...factsOfUser(user), changed: ['role'] });
      return viewOfUser(user);
    });
  }

  /** Ends a user's access, sessions and API tokens. Once only: of a deactivated user it changes and says nothing. */
  deactivate(tenantId: string, caller: Caller, id: string, reason: string | undefined): Promise<UserView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await lockMembership(unit);
      const user = await foundUser(unit, id, true);
      if (user.status === 'deactivated') return viewOfUser(user);
      if (user.status !== 'active') throw new UserNotActive('Revoke the invitation instead.');
      assertMayGrant(caller, user.role);
      await assertNotLastOwner(unit, caller, user);
      user.deactivate(reason);
      await unit.manager.save(user);
      await unit.manager.update(DirectoryEntry, { email: user.email, tenantId }, { active: false });
      await this.sessions.endAllOf(unit, id, 'deactivated');
      await this.apiTokens.endAllOf(unit, id);
      await this.cutoffs.add(unit.manager, tenantId, 'user', [id], 'deactivated');
      await this.sayDeactivated(unit, user, caller.actor);
      unit.announce('iam.user.removedFromTenant', factsOfUser(user));
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

/** Operators may leave a tenant without owner; the tenant itself may not. */
async function assertNotLastOwner({ manager }: UnitOfWork, caller: Caller, user: User): Promise<void> {
  if (caller.kind === 'operator' || user.role !== 'owner' || user.status !== 'active') return;
  if ((await manager.countBy(User, { role: 'owner', status: 'active' })) > 1) return;
  throw new LastOwner('Make somebody else an owner first.');
}
