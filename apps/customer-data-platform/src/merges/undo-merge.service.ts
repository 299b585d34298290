import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { viewOfContact } from '../contacts/contact.dto.js';
import { Contact, emailKey } from '../contacts/contact.entity.js';
import { ContactNotFound } from '../contacts/contact.errors.js';
import { lockedContacts } from '../contacts/contact-lookup.js';
import { ContactRedirect } from '../contacts/contact-redirect.entity.js';
import { ContactWriter } from '../contacts/contact-writer.service.js';
import { ownersOf } from '../contacts/key-store.js';
import { note } from '../contacts/timeline.js';
import { Transactions } from '../messaging.js';
import { type UndoneView, viewOfMerge } from './merge.dto.js';
import { Merge } from './merge.entity.js';
import { LaterMergeStands, MergeAlreadyUndone, MergeNotFound } from './merge.errors.js';
import { separate } from './undo.js';

const summary = 'A merge was undone.';

/**
 * Takes a merge back: the merged contacts return with their ids and as they were, the survivor loses what the merge
 * gave it, but for fields that were edited since.
 */
@Injectable()
export class UndoMerge {
  constructor(
    private readonly transactions: Transactions,
    private readonly writer: ContactWriter,
  ) {}

  undo(tenantId: string, id: string, actor: string): Promise<UndoneView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const { manager } = unit;
      const merge = await undoable(manager, id);
      const [before] = await lockedContacts(manager, [merge.survivorId]);
      if (!before) throw new ContactNotFound('The survivor of the merge is gone.');
      const [earlier, merged] = [Contact.revive(merge.survivorBefore), merge.merged.map(Contact.revive)];
      const { survivor, kept } = separate(before, earlier, Contact.revive(merge.survivorAfter));
      const lostAddresses = await giveUpTaken(manager, merged, survivor.id);
      await manager.delete(ContactRedirect, { mergeId: id });
      const changes = [{ before, after: survivor }, ...merged.map((contact) => ({ before: null, after: contact }))];
      await this.writer.write(unit, changes, { source: 'merge-undone', kind: 'merge-undone', summary });
      if (survivor.version === before.version) {
        await note(manager, [{ contact: survivor, kind: 'merge-undone', summary, fields: [] }]);
      }
      await manager.save(Object.assign(merge, { undoneAt: new Date(), undoneBy: actor }));
      return {
        ...viewOfMerge(merge),
        survivor: viewOfContact(survivor),
        restored: merged.map(viewOfContact),
        kept,
        lostAddresses,
      };
    });
  }
}

/** The merge, locked. Merges are undone from the newest to the oldest, since a later one holds what this one gave. */
async function undoable(manager: EntityManager, id: string): Promise<Merge> {
  const merge = await manager.findOne(Merge, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!merge) throw new MergeNotFound();
  if (merge.undoneAt) throw new MergeAlreadyUndone(`It was undone at ${merge.undoneAt.toISOString()}.`);
  const later: { id: string }[] = await manager.query(
    `SELECT id FROM merge WHERE undone_at IS NULL AND id > $1
       AND (survivor_id = $2::uuid OR merged @> jsonb_build_array(jsonb_build_object('id', $2::text)))
     ORDER BY id DESC LIMIT 1`,
    [id, merge.survivorId],
  );
  const [first] = later;
  if (first) throw new LaterMergeStands(`Undo the merge ${first.id} first.`, { mergeId: first.id });
  return merge;
}

/** Addresses that a third contact has got since stay there; answers which. */
async function giveUpTaken(manager: EntityManager, merged: readonly Contact[], survivorId: string): Promise<string[]> {
  const addresses = merged.flatMap(({ emails }) => emails.map(({ address }) => emailKey(address)));
  const owners = await ownersOf(manager, addresses);
  const taken = addresses.filter((address) => owners.has(address) && owners.get(address) !== survivorId);
  for (const contact of merged) {
    const left = contact.emails.filter(({ address }) => !taken.includes(emailKey(address)));
    if (left.length === contact.emails.length) continue;
    const heir = left.find(({ primary }) => primary) ?? left[0];
    contact.emails = left.map((email) => ({ ...email, primary: email === heir }));
  }
  return taken;
}
