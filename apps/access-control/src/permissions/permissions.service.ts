import { permissions } from '@crm/events';
import { assertVersion } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { PoliciesService } from '../policies/policies.service.js';
import { Role } from '../roles/role.entity.js';
import { type AnyPermission, isOurs } from './any-permission.js';
import { CustomPermission } from './custom-permission.entity.js';
import { mostCustom } from './known-permissions.js';
import {
  type CreatePermissionDto,
  type PermissionView,
  type UpdatePermissionDto,
  viewOfBuiltIn,
  viewOfPermission,
} from './permission.dto.js';
import {
  NoSuchPermission,
  PermissionExists,
  PermissionInUse,
  PermissionIsBuiltIn,
  TooManyPermissions,
} from './permission.errors.js';

/** Permissions that a tenant makes for its own applications. The set alone lets nobody do anything: roles do. */
@Injectable()
export class PermissionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
  ) {}

  list(tenantId: string): Promise<{ items: PermissionView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const custom = await manager.find(CustomPermission, { order: { permission: 'ASC' } });
      return { items: [...permissions.map(viewOfBuiltIn), ...custom.map(viewOfPermission)] };
    });
  }

  create(tenantId: string, { permission, description }: CreatePermissionDto): Promise<PermissionView> {
    return this.edit(tenantId, async (unit) => {
      if (await unit.manager.existsBy(CustomPermission, { permission })) {
        throw new PermissionExists(`Choose another name than ${permission}.`);
      }
      if ((await unit.manager.count(CustomPermission)) >= mostCustom) {
        throw new TooManyPermissions(`A tenant has at most ${mostCustom} of its own.`);
      }
      const now = new Date();
      const made = { tenantId, permission, description, version: 1, createdAt: now, updatedAt: now };
      await unit.manager.insert(CustomPermission, made);
      unit.announce('iam.permission.created', factsOf(made));
      return viewOfPermission(made);
    });
  }

  update(
    tenantId: string,
    name: string,
    { description }: UpdatePermissionDto,
    expected: number | undefined,
  ): Promise<PermissionView> {
    return this.edit(tenantId, async (unit) => {
      const permission = await editable(unit.manager, name);
      assertVersion(permission.version, expected);
      if (permission.description === description) return viewOfPermission(permission);
      Object.assign(permission, { description, version: permission.version + 1, updatedAt: new Date() });
      await unit.manager.save(permission);
      unit.announce('iam.permission.modified', factsOf(permission));
      return viewOfPermission(permission);
    });
  }

  /** @throws PermissionInUse while roles grant it, since their holders would lose it without a change of the policy */
  delete(tenantId: string, name: string, expected: number | undefined): Promise<void> {
    return this.edit(tenantId, async (unit) => {
      const permission = await editable(unit.manager, name);
      assertVersion(permission.version, expected);
      const roles = await rolesThatGrant(unit.manager, permission.permission);
      if (roles.length > 0) throw new PermissionInUse(`Take it from ${roles.join(', ')} first.`, { roles });
      unit.announce('iam.permission.deleted', factsOf(permission));
      await unit.manager.remove(permission);
    });
  }

  /** Edits of permissions and of roles follow each other, so that no role can grant what is being deleted. */
  private edit<T>(tenantId: string, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      return work(unit);
    });
  }
}

/** What the bus is told of a permission. */
function factsOf({ permission, description }: CustomPermission) {
  return { id: permission, permission, description };
}

async function editable(manager: EntityManager, name: string): Promise<CustomPermission> {
  if (isOurs(name)) throw new PermissionIsBuiltIn('Make a permission of your own.');
  const permission = await manager.findOneBy(CustomPermission, { permission: name as AnyPermission });
  if (!permission) throw new NoSuchPermission('GET /v1/permissions lists the permissions there are.');
  return permission;
}

async function rolesThatGrant(manager: EntityManager, permission: AnyPermission): Promise<string[]> {
  const roles = await manager
    .createQueryBuilder(Role, 'role')
    .where('role.permissions @> :granted', { granted: JSON.stringify([permission]) })
    .orderBy('role.key')
    .getMany();
  return roles.map(({ key }) => key);
}
