import { assertVersion, type Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Binding } from '../bindings/binding.entity.js';
import { effectOfRoleChange } from '../decisions/effect-of-role-change.js';
import { Transactions } from '../messaging.js';
import type { AnyPermission } from '../permissions/any-permission.js';
import { assertKnown } from '../permissions/known-permissions.js';
import { noEffect } from '../policies/effect.js';
import { PoliciesService } from '../policies/policies.service.js';
import { assertOwnPermissions } from './own-permissions.js';
import { type CreateRoleDto, type RoleView, type UpdateRoleDto, viewOfBuiltIn, viewOfRole } from './role.dto.js';
import { Role } from './role.entity.js';
import { NoSuchRole, RoleExists, RoleInUse, RoleIsBuiltIn } from './role.errors.js';
import { builtInKeys, isBuiltIn } from './role-book.js';

/** A tenant's own roles. Every edit that changes what somebody may do is a change of the policy. */
@Injectable()
export class RolesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
  ) {}

  list(tenantId: string): Promise<{ items: RoleView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const holders = await holdersByRole(manager);
      const custom = await manager.find(Role, { order: { key: 'ASC' } });
      const count = (key: string): number => holders.get(key) ?? 0;
      return {
        items: [
          ...builtInKeys.map((key) => viewOfBuiltIn(key, count(key))),
          ...custom.map((role) => viewOfRole(role, count(role.key))),
        ],
      };
    });
  }

  read(tenantId: string, key: string): Promise<RoleView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const holders = (await holdersByRole(manager)).get(key) ?? 0;
      return isBuiltIn(key) ? viewOfBuiltIn(key, holders) : viewOfRole(await this.role(manager, key), holders);
    });
  }

  create(tenantId: string, { key, name, description, permissions }: CreateRoleDto, by: Caller): Promise<RoleView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      await assertKnown(unit.manager, 'permissions', permissions);
      assertOwnPermissions(by, permissions);
      if (isBuiltIn(key) || (await unit.manager.findOneBy(Role, { key }))) {
        throw new RoleExists(`Choose another key than ${key}.`);
      }
      // Users may have been given the role before it was made: it counts for them from now on.
      const effect = await effectOfRoleChange(unit, key, permissions);
      const now = new Date();
      const role = { tenantId, key, name, description, permissions, version: 1, createdAt: now, updatedAt: now };
      await unit.manager.insert(Role, role);
      await this.policies.change(unit, { change: 'role-created', target: key, effect, changedBy: by.actor });
      unit.announce('iam.role.created', factsOf(role));
      return viewOfRole(role, effect.affectedUserIds.length);
    });
  }

  update(
    tenantId: string,
    key: string,
    edit: UpdateRoleDto,
    expected: number | undefined,
    by: Caller,
  ): Promise<RoleView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      const role = await this.editable(unit.manager, key);
      assertVersion(role.version, expected);
      const { name = role.name, description = role.description, permissions = role.permissions } = edit;
      const more = added(role.permissions, permissions);
      await assertKnown(unit.manager, 'permissions', more);
      assertOwnPermissions(by, more);
      const effect = await effectOfRoleChange(unit, key, permissions);
      const regranted = !sameSet(role.permissions, permissions);
      const changed = regranted || name !== role.name || description !== role.description;
      if (!changed) return viewOfRole(role, effect.affectedUserIds.length);
      const version = role.version + 1;
      Object.assign(role, { name, description, permissions, version, updatedAt: new Date() } satisfies Partial<Role>);
      await unit.manager.save(role);
      unit.announce('iam.role.modified', factsOf(role));
      // Another name changes nobody's permissions: tokens stay good.
      if (regranted) {
        await this.policies.change(unit, { change: 'role-updated', target: key, effect, changedBy: by.actor });
      }
      return viewOfRole(role, effect.affectedUserIds.length);
    });
  }

  /** @throws RoleInUse while users have the role, since they would be left with none */
  async delete(tenantId: string, key: string, expected: number | undefined, by: Caller): Promise<void> {
    await this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      const role = await this.editable(unit.manager, key);
      assertVersion(role.version, expected);
      const holders = (await holdersByRole(unit.manager)).get(key) ?? 0;
      if (holders > 0) throw new RoleInUse(`Give its ${holders} holders another role first.`, { holders });
      unit.announce('iam.role.deleted', factsOf(role));
      await unit.manager.remove(role);
      const effect = { ...noEffect, before: role.permissions };
      await this.policies.change(unit, { change: 'role-deleted', target: key, effect, changedBy: by.actor });
    });
  }

  private async editable(manager: EntityManager, key: string): Promise<Role> {
    if (isBuiltIn(key)) throw new RoleIsBuiltIn('Make a role of your own with the permissions you need.');
    return this.role(manager, key);
  }

  private async role(manager: EntityManager, key: string): Promise<Role> {
    const role = await manager.findOneBy(Role, { key });
    if (!role) throw new NoSuchRole(`GET /v1/roles lists the roles there are.`);
    return role;
  }
}

/** What the bus is told of a role. */
function factsOf({ key, name, permissions }: Role) {
  return { id: key, key, name, permissions };
}

const added = (before: readonly AnyPermission[], after: readonly AnyPermission[]): AnyPermission[] =>
  after.filter((permission) => !before.includes(permission));

const sameSet = (a: readonly AnyPermission[], b: readonly AnyPermission[]): boolean =>
  added(a, b).length === 0 && added(b, a).length === 0;

async function holdersByRole(manager: EntityManager): Promise<Map<string, number>> {
  const rows: { role: string; holders: string }[] = await manager
    .createQueryBuilder(Binding, 'binding')
    .select('binding.role', 'role')
    .addSelect('count(DISTINCT binding.subject_id)', 'holders')
    .where("binding.status <> 'ended'")
    .groupBy('binding.role')
    .getRawMany();
  return new Map(rows.map(({ role, holders }) => [role, Number(holders)]));
}
