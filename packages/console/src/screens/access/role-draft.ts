import { useMemo, useState } from 'react';
import type { Role } from './access-facts.js';

/** What a role would grant, against what it grants now. */
export interface RoleChange {
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

type Draft = ReadonlyMap<string, ReadonlySet<string>>;

/** Edits of the matrix that are not saved yet. */
export function useRoleDraft(roles: readonly Role[]) {
  const [draft, setDraft] = useState<Draft>(new Map());
  const granted = (role: Role, permission: string): boolean =>
    draft.get(role.key)?.has(permission) ?? role.permissions.includes(permission);
  const toggle = (role: Role, permission: string): void =>
    setDraft((old) => {
      const next = new Set(old.get(role.key) ?? role.permissions);
      if (!next.delete(permission)) next.add(permission);
      return new Map(old).set(role.key, next);
    });
  const changes = useMemo(() => roles.flatMap((role) => changeOf(role, draft.get(role.key))), [roles, draft]);
  return { granted, toggle, changes, discard: () => setDraft(new Map()) };
}

function changeOf(role: Role, wanted: ReadonlySet<string> | undefined): RoleChange[] {
  if (!wanted) return [];
  const added = [...wanted].filter((permission) => !role.permissions.includes(permission)).sort();
  const removed = role.permissions.filter((permission) => !wanted.has(permission)).sort();
  return added.length + removed.length > 0 ? [{ role, permissions: [...wanted], added, removed }] : [];
}
