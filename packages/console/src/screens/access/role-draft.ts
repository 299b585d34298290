import { useMemo, useState } from 'react';
import type { Role } from './access-facts.js';

/** What a role would grant, against what it grants now. */
export interface RoleChange {
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** By role and permission whether it is wanted. */
type Draft = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** Edits of the matrix that are not saved yet. What is not edited is as the role has it, whoever changes that meanwhile. */
export function useRoleDraft(roles: readonly Role[]) {
  const [draft, setDraft] = useState<Draft>({});
  const granted = (role: Role, permission: string): boolean =>
    draft[role.key]?.[permission] ?? role.permissions.includes(permission);
  const toggle = (role: Role, permission: string): void =>
    setDraft({ ...draft, [role.key]: { ...draft[role.key], [permission]: !granted(role, permission) } });
  const changes = useMemo(() => roles.flatMap((role) => changeOf(role, draft[role.key] ?? {})), [roles, draft]);
  return { granted, toggle, changes, discard: () => setDraft({}) };
}

function changeOf(role: Role, wanted: Readonly<Record<string, boolean>>): RoleChange[] {
  const edited = Object.keys(wanted).sort();
  const added = edited.filter((permission) => wanted[permission] && !role.permissions.includes(permission));
  const removed = role.permissions.filter((permission) => wanted[permission] === false).sort();
  if (added.length + removed.length === 0) return [];
  const kept = role.permissions.filter((permission) => !removed.includes(permission));
  return [{ role, permissions: [...kept, ...added], added, removed }];
}
