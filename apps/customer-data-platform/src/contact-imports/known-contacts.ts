import { type EntityManager } from 'typeorm';
import type { Contact } from '../contacts/contact.entity.js';
import { type Key, keysOf } from '../contacts/contact-keys.js';
import { lockedContacts } from '../contacts/contact-lookup.js';
import type { ContactChange } from '../contacts/contact-writer.service.js';
import type { MatchKind } from '../identity-rules/identity-rule.entity.js';

const largestBlock = 50;
const textOf = ({ kind, key }: Key): string => `${kind} ${key}`;

/**
 * The contacts that a chunk of rows may be about: those of the database, and those that the chunk itself makes. Rows
 * change them here, and all changes are written at once.
 */
export class KnownContacts {
  private readonly before = new Map<string, Contact>();
  private readonly contacts = new Map<string, Contact>();
  private readonly byKey = new Map<string, Set<string>>();

  private constructor(private readonly kinds: readonly string[]) {}

  /** Loads and locks the contacts that share an address, or a key of the other kinds, with one of the drafts. */
  static async load(manager: EntityManager, drafts: readonly Contact[], kinds: readonly MatchKind[]) {
    const known = new KnownContacts(['email', ...kinds]);
    const keys = drafts.flatMap(keysOf).filter(({ kind }) => known.kinds.includes(kind));
    const rows: { contact_id: string }[] = await manager.query(
      `SELECT DISTINCT found.contact_id FROM unnest($1::text[], $2::text[]) AS wanted(kind, key)
       CROSS JOIN LATERAL (
         SELECT k.contact_id FROM contact_key k WHERE k.kind = wanted.kind AND k.key = wanted.key LIMIT $3) found`,
      [keys.map(({ kind }) => kind), keys.map(({ key }) => key), largestBlock],
    );
    const ids = rows.map((row) => row.contact_id);
    for (const contact of await lockedContacts(manager, ids)) {
      known.before.set(contact.id, contact.copy());
      known.add(contact);
    }
    return known;
  }

  /** Makes a contact found under its keys; to be called again after a change. */
  add(contact: Contact): void {
    this.contacts.set(contact.id, contact);
    for (const key of keysOf(contact)) {
      if (!this.kinds.includes(key.kind)) continue;
      const sharing = this.byKey.get(textOf(key)) ?? new Set();
      this.byKey.set(textOf(key), sharing.add(contact.id));
    }
  }

  withEmail(key: string): Contact | undefined {
    const [id] = this.byKey.get(`email ${key}`) ?? [];
    return id === undefined ? undefined : this.contacts.get(id);
  }

  /** Contacts that share a key of the kinds with a draft. */
  resembling(draft: Contact): Contact[] {
    const ids = new Set(keysOf(draft).flatMap((key) => [...(this.byKey.get(textOf(key)) ?? [])]));
    return [...ids].flatMap((id) => this.contacts.get(id) ?? []);
  }

  changes(): ContactChange[] {
    return [...this.contacts.values()].map((after) => ({ before: this.before.get(after.id) ?? null, after }));
  }
}
