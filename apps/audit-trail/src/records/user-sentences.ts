import type {
  BulkImportCompleted,
  PermissionPolicyChanged,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
} from '@crm/events';
import type { Naming } from '../people/naming.js';
import { counted, ended, listed } from './phrases.js';

export function userInvited({ actor }: Naming, { name, email, role }: UserInvited): string {
  return `${actor} invited ${name} (${email}) as ${role}.`;
}

export function userRoleChanged(names: Naming, { userId, email, oldRole, newRole }: UserRoleChanged): string {
  return `${names.actor} changed the role of ${names.user(userId, email)} from ${oldRole} to ${newRole}.`;
}

export function userDeactivated(
  names: Naming,
  { userId, email, role, reason, lastAdmin }: UserDeactivated,
  byThemselves: boolean,
): string {
  const whose = byThemselves ? 'their own access' : `the access of ${names.user(userId, email)}`;
  const why = reason === undefined ? '.' : `: ${ended(reason)}`;
  const alone = lastAdmin ? ' The tenant has no administrator any more.' : '';
  return `${names.actor} ended ${whose} as ${role}${why}${alone}`;
}

export function permissionPolicyChanged(names: Naming, data: PermissionPolicyChanged): string {
  const { change, target, diff, affectedUserIds } = data;
  const permissions = (op: 'added' | 'removed'): string[] =>
    diff.filter((difference) => difference.op === op).map(({ permission }) => permission);
  const [added, removed] = [permissions('added'), permissions('removed')];
  const whom = affectedUserIds[0] === undefined ? 'a user' : names.user(affectedUserIds[0]);
  switch (change) {
    case 'role-created':
      return `${names.actor} made the role ${target} with ${counted(added.length, 'permission')}.`;
    case 'role-deleted':
      return `${names.actor} deleted the role ${target}.`;
    case 'role-updated': {
      const parts = [
        added.length > 0 ? `${listed(added)} added` : '',
        removed.length > 0 ? `${listed(removed)} removed` : '',
      ].filter((part) => part !== '');
      const reach = `${counted(affectedUserIds.length, 'user is', 'users are')} affected`;
      return `${names.actor} changed the role ${target}: ${[...parts, reach].join(', ')}.`;
    }
    case 'containment-placed':
      return `${names.actor} took ${counted(removed.length, 'permission')} from ${whom} because of an alert.`;
    case 'containment-lifted':
      return `${names.actor} gave ${counted(added.length, 'permission')} back to ${whom}.`;
  }
}

export function bulkImportCompleted({ actor }: Naming, data: BulkImportCompleted): string {
  const { kind, fileName, totalRows, acceptedRows, rejectedRows } = data;
  const things = counted(totalRows, 'row');
  const source = fileName === undefined ? '' : ` from ${fileName}`;
  const outcome = `${acceptedRows.toLocaleString('en-US')} accepted, ${rejectedRows.toLocaleString('en-US')} rejected`;
  return `${actor} imported ${things} of ${kind}${source}: ${outcome}.`;
}
