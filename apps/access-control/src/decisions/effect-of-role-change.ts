import { Not } from 'typeorm';
import { Binding } from '../bindings/binding.entity.js';
import type { UnitOfWork } from '../messaging.js';
import type { AnyPermission } from '../permissions/any-permission.js';
import { administers, type Effect } from '../policies/effect.js';
import { effectivePermissions } from './decide.js';
import { readStandings } from './standing.js';

/** What it does to the holders of a role that it grants `after` from now on. To be asked before the change. */
export async function effectOfRoleChange(
  { manager }: UnitOfWork,
  key: string,
  after: readonly AnyPermission[],
): Promise<Effect> {
  const held = await manager.find(Binding, {
    select: { subjectId: true },
    where: { role: key, status: Not('ended' as const) },
  });
  const affectedUserIds = [...new Set(held.map(({ subjectId }) => subjectId))].sort();
  const standings = await readStandings(manager, affectedUserIds);
  const roles = new Map([...standings.roles, [key, after]]);
  const now = new Date();
  const lostAdminUserIds = affectedUserIds.filter((id) => {
    const standing = standings.of(id);
    return (
      administers(effectivePermissions(standing, now)) &&
      !administers(effectivePermissions({ ...standing, roles }, now))
    );
  });
  return { before: standings.roles.get(key) ?? [], after, affectedUserIds, lostAdminUserIds };
}
