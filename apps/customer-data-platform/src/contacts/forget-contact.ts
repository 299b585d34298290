import { type EntityManager, In } from 'typeorm';
import { Merge } from '../merges/merge.entity.js';
import type { Contact } from './contact.entity.js';
import { familyOf } from './contact-lookup.js';
import { ContactRedirect } from './contact-redirect.entity.js';
import { rekey } from './key-store.js';
import { TimelineEntry } from './timeline-entry.entity.js';

/** Removes a contact for good, with its history and every snapshot of it or of those that were merged into it. */
export async function forgetContact(manager: EntityManager, contact: Contact): Promise<void> {
  const ids = await familyOf(manager, contact.id);
  await rekey(manager, contact.tenantId, [{ before: contact, after: null }]);
  await manager.delete(Merge, { survivorId: In(ids) });
  // Merges that were undone hold snapshots of both sides.
  await manager.query(`DELETE FROM merge WHERE merged @> jsonb_build_array(jsonb_build_object('id', $1::text))`, [
    contact.id,
  ]);
  await manager.delete(ContactRedirect, { contactId: In(ids) });
  await manager.delete(TimelineEntry, { contactId: In(ids) });
  await manager.query('DELETE FROM duplicate_suggestion WHERE first_id = ANY($1) OR second_id = ANY($1)', [ids]);
  await manager.remove(contact);
}
