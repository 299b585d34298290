import type { EntityManager } from 'typeorm';
import type { Contact } from './contact.entity.js';
import { ContactExists } from './contact.errors.js';
import type { KeyKind } from './contact-key.entity.js';
import { type Key, keysOf } from './contact-keys.js';

interface OwnedKey extends Key {
  readonly contactId: string;
}

/** A contact before (null: there was none) and after a change (null: it is gone). */
export interface Rekeyed {
  readonly before: Contact | null;
  readonly after: Contact | null;
}

const textOf = ({ kind, key }: Key): string => `${kind} ${key}`;

/**
 * Brings the keys of changed contacts up to date. Keys are given up before others are taken, so that an address can
 * move from one contact to another in one transaction.
 *
 * @throws ContactExists when an address belongs to a contact that keeps it
 */
export async function rekey(manager: EntityManager, tenantId: string, changes: readonly Rekeyed[]): Promise<void> {
  const gone: OwnedKey[] = [];
  const fresh: OwnedKey[] = [];
  for (const { before, after } of changes) {
    const old = before ? keysOf(before) : [];
    const now = after ? keysOf(after) : [];
    gone.push(...missing(old, now).map((key) => ({ ...key, contactId: (before as Contact).id })));
    fresh.push(...missing(now, old).map((key) => ({ ...key, contactId: (after as Contact).id })));
  }
  if (gone.length > 0) {
    await manager.query(
      `DELETE FROM contact_key k USING unnest($1::text[], $2::text[], $3::uuid[]) AS gone(kind, key, contact_id)
       WHERE k.kind = gone.kind AND k.key = gone.key AND k.contact_id = gone.contact_id`,
      columns(gone),
    );
  }
  if (fresh.length === 0) return;
  const taken: { kind: KeyKind; key: string }[] = await manager.query(
    `INSERT INTO contact_key (tenant_id, kind, key, contact_id)
     SELECT $4, kind, key, contact_id FROM unnest($1::text[], $2::text[], $3::uuid[]) AS fresh(kind, key, contact_id)
     ORDER BY kind, key
     ON CONFLICT DO NOTHING RETURNING kind, key`,
    [...columns(fresh), tenantId],
  );
  const got = new Set(taken.map(textOf));
  const refused = fresh.find((key) => key.kind === 'email' && !got.has(textOf(key)));
  if (refused) await tellOwner(manager, refused.key);
}

function missing(from: readonly Key[], others: readonly Key[]): Key[] {
  const known = new Set(others.map(textOf));
  return from.filter((key) => !known.has(textOf(key)));
}

const columns = (keys: readonly OwnedKey[]): string[][] => [
  keys.map(({ kind }) => kind),
  keys.map(({ key }) => key),
  keys.map(({ contactId }) => contactId),
];

/** The contacts that have these addresses, by address. */
export async function ownersOf(manager: EntityManager, addresses: readonly string[]): Promise<Map<string, string>> {
  const rows: { key: string; contact_id: string }[] = await manager.query(
    `SELECT key, contact_id FROM contact_key WHERE kind = 'email' AND key = ANY($1)`,
    [addresses],
  );
  return new Map(rows.map((row) => [row.key, row.contact_id]));
}

async function tellOwner(manager: EntityManager, address: string): Promise<never> {
  const contactId = (await ownersOf(manager, [address])).get(address);
  throw new ContactExists(
    `The address ${address} belongs to the contact ${contactId ?? 'that was just made'}: change that one, or merge them.`,
    { ...(contactId ? { contactId } : {}), address },
  );
}
