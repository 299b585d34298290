import { ValidationFailed } from '@crm/platform';
import { type EntityManager, In } from 'typeorm';
import { type AnyPermission, isOurs } from './any-permission.js';
import { CustomPermission } from './custom-permission.entity.js';

/** Permissions that a tenant can make for its own applications. */
export const mostCustom = 200;

/** @throws ValidationFailed naming those that are neither ours nor of the tenant that `manager` is inside of */
export async function assertKnown(
  manager: EntityManager,
  field: string,
  asked: readonly AnyPermission[],
): Promise<void> {
  const others = asked.filter((permission) => !isOurs(permission));
  if (others.length === 0) return;
  const custom = await manager.findBy(CustomPermission, { permission: In(others) });
  const unknown = others.filter((permission) => custom.every((known) => known.permission !== permission));
  if (unknown.length === 0) return;
  throw new ValidationFailed(
    unknown.map((permission) => ({
      field,
      rule: 'isKnown',
      message: `${field} must name permissions that exist, and ${permission} does not`,
    })),
  );
}
