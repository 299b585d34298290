import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { Contact } from './contact.entity.js';
import { ContactNotFound } from './contact.errors.js';

const deepest = 1_000;

/** The contact that an id stands for: the contact itself, or the survivor of the merges that it went into. */
export async function contactOf(manager: EntityManager, id: string, lock = false): Promise<Contact> {
  const found = (await lockedOrNot(manager, [id], lock))[0];
  if (found) return found;
  const survivorId = await survivorOf(manager, id);
  const survivor = survivorId && (await lockedOrNot(manager, [survivorId], lock))[0];
  if (!survivor) throw new ContactNotFound();
  return survivor;
}

/** Live contacts of these ids, locked in the order of their ids, so that two writers do not wait for each other. */
export function lockedContacts(manager: EntityManager, ids: readonly string[]): Promise<Contact[]> {
  return lockedOrNot(manager, ids, true);
}

function lockedOrNot(manager: EntityManager, ids: readonly string[], lock: boolean): Promise<Contact[]> {
  return manager.find(Contact, {
    where: { id: In([...ids]) },
    order: { id: 'ASC' },
    ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
}

/** The contact that a merged one lives on in; undefined when the id was never merged. */
export async function survivorOf(manager: EntityManager, id: string): Promise<string | undefined> {
  const rows: { survivor_id: string }[] = await manager.query(
    `WITH RECURSIVE way AS (
       SELECT survivor_id, 1 AS depth FROM contact_redirect WHERE contact_id = $1
       UNION ALL
       SELECT r.survivor_id, way.depth + 1 FROM contact_redirect r JOIN way ON r.contact_id = way.survivor_id
       WHERE way.depth < $2)
     SELECT survivor_id FROM way ORDER BY depth DESC LIMIT 1`,
    [id, deepest],
  );
  return rows[0]?.survivor_id;
}

/** A contact's id and those of all that live on in it. */
export async function familyOf(manager: EntityManager, id: string): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `WITH RECURSIVE family AS (
       SELECT $1::uuid AS id, 0 AS depth
       UNION ALL
       SELECT r.contact_id, family.depth + 1 FROM contact_redirect r JOIN family ON r.survivor_id = family.id
       WHERE family.depth < $2)
     SELECT id FROM family`,
    [id, deepest],
  );
  return rows.map((row) => row.id);
}
