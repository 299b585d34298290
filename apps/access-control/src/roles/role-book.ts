import { type BuiltInRole, builtInRoles } from '@crm/events';
import type { EntityManager } from 'typeorm';
import type { AnyPermission } from '../permissions/any-permission.js';
import { Role } from './role.entity.js';

/** What each role of a tenant grants, by its key. */
export type RoleBook = ReadonlyMap<string, readonly AnyPermission[]>;

export const builtInKeys = Object.keys(builtInRoles) as readonly BuiltInRole[];

export function isBuiltIn(key: string): key is BuiltInRole {
  return Object.hasOwn(builtInRoles, key);
}

export function roleBookOf(custom: readonly Role[]): RoleBook {
  return new Map<string, readonly AnyPermission[]>([
    ...custom.map((role) => [role.key, role.permissions] as const),
    ...builtInKeys.map((key) => [key, builtInRoles[key]] as const),
  ]);
}

/** The roles of the tenant that `manager` is inside of. */
export async function readRoleBook(manager: EntityManager): Promise<RoleBook> {
  return roleBookOf(await manager.find(Role));
}
