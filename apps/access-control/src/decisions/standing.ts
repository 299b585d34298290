import type { EntityManager } from 'typeorm';
import { In, Not } from 'typeorm';
import { Binding } from '../bindings/binding.entity.js';
import { Containment } from '../containments/containment.entity.js';
import { readTenantState, type TenantState } from '../overlays/tenant-state.js';
import { type RoleBook, readRoleBook } from '../roles/role-book.js';
import { Subject } from '../subjects/subject.entity.js';

/** All that a decision about one subject depends on; nothing else does. */
export interface Standing {
  readonly tenant: TenantState;
  /** Undefined for somebody who was never heard of. */
  readonly subject: Pick<Subject, 'id' | 'status' | 'deactivatedAt'> | undefined;
  /** What the subject holds now; ended bindings grant nothing and are not among them. */
  readonly bindings: readonly Pick<Binding, 'id' | 'role'>[];
  readonly roles: RoleBook;
  /** Active ones; those whose time is over count no more, even before they are marked so. */
  readonly containments: readonly Pick<Containment, 'id' | 'severity' | 'rule' | 'expiresAt'>[];
}

export async function readStanding(manager: EntityManager, subjectId: string): Promise<Standing> {
  const { of } = await readStandings(manager, [subjectId]);
  return of(subjectId);
}

/** The standings of many subjects in a fixed number of statements. */
export async function readStandings(
  manager: EntityManager,
  subjectIds: readonly string[],
): Promise<{ roles: RoleBook; of(subjectId: string): Standing }> {
  const ids = [...subjectIds];
  const tenant = await readTenantState(manager);
  const roles = await readRoleBook(manager);
  const subjects = new Map((await manager.findBy(Subject, { id: In(ids) })).map((subject) => [subject.id, subject]));
  const bindings = Map.groupBy(
    await manager.findBy(Binding, { subjectId: In(ids), status: Not('ended' as const) }),
    ({ subjectId }) => subjectId,
  );
  const containments = Map.groupBy(
    await manager.findBy(Containment, { subjectId: In(ids), status: 'active' }),
    ({ subjectId }) => subjectId,
  );
  return {
    roles,
    of: (id) => ({
      tenant,
      roles,
      subject: subjects.get(id),
      bindings: bindings.get(id) ?? [],
      containments: containments.get(id) ?? [],
    }),
  };
}
