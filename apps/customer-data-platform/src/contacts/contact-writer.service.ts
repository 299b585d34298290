import { ContactCreated, type ContactSource, ContactUpdated } from '@crm/events';
import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { BouncedAddress } from './bounced-address.entity.js';
import { type Contact, emailKey } from './contact.entity.js';
import { changedFields } from './contact-fields.js';
import { rekey } from './key-store.js';
import { type Happening, note } from './timeline.js';
import type { TimelineKind } from './timeline-entry.entity.js';

/** Looks for doubles of the contacts in its payload: `{ contactIds }`. */
export const findDuplicatesTimer = 'find-duplicates';

/** Fields by which doubles are recognised. */
const telling = new Set(['givenName', 'familyName', 'displayName', 'company', 'emails', 'phones']);

export interface ContactChange {
  /** The contact before the change; null for a new one. */
  readonly before: Contact | null;
  readonly after: Contact;
}

export interface Cause {
  readonly source: ContactSource;
  readonly importId?: string | null;
  /** For the timeline, when "created" and "updated" say too little. */
  readonly kind?: TimelineKind;
  readonly summary?: string;
}

interface RealChange extends ContactChange {
  readonly fields: string[];
}

/**
 * The one place that writes contacts: rows, keys, timeline and events of any number of them in a few statements.
 * A change that changes no value is none: it raises no version and is not told.
 */
@Injectable()
export class ContactWriter {
  /** @throws ContactExists when an address belongs to another contact */
  async write(unit: UnitOfWork, changes: readonly ContactChange[], cause: Cause): Promise<void> {
    await markBounced(unit.manager, changes);
    const real = changes
      .map(
        (change): RealChange => ({
          ...change,
          fields: change.before ? changedFields(change.before, change.after) : [],
        }),
      )
      .filter(({ before, fields }) => before === null || fields.length > 0);
    if (real.length === 0) return;
    const now = new Date();
    for (const { before, after, fields } of real) {
      if (!before) continue;
      after.version = before.version + 1;
      after.updatedAt = now;
      after.changedAt = {
        ...after.changedAt,
        ...Object.fromEntries(fields.map((field) => [field, now.toISOString()])),
      };
    }
    await unit.manager.save(
      real.map(({ after }) => after),
      { reload: false },
    );
    await rekey(unit.manager, unit.tenantId, real);
    await note(
      unit.manager,
      real.map((change) => happeningOf(change, cause)),
    );
    for (const change of real) this.tell(unit, change, cause);
    await this.lookForDoubles(unit, real);
  }

  private tell(unit: UnitOfWork, { before, after, fields }: RealChange, cause: Cause): void {
    const { tenantId, id: contactId } = after;
    if (before) {
      unit.publish(ContactUpdated, {
        tenantId,
        contactId,
        version: after.version,
        changedFields: fields,
        source: cause.source,
        updatedAt: after.updatedAt.toISOString(),
      });
      return;
    }
    unit.publish(ContactCreated, {
      tenantId,
      contactId,
      displayName: after.displayName,
      source: cause.source,
      createdAt: after.createdAt.toISOString(),
      ...(after.primaryEmail === null ? {} : { email: after.primaryEmail }),
      ...(after.company === null ? {} : { company: after.company }),
      ...(after.ownerId === null ? {} : { ownerId: after.ownerId }),
      ...(cause.importId ? { importId: cause.importId } : {}),
    });
  }

  private async lookForDoubles(unit: UnitOfWork, changes: readonly RealChange[]): Promise<void> {
    const contactIds = changes
      .filter(({ before, fields }) => !before || fields.some((field) => telling.has(field)))
      .map(({ after }) => after.id);
    const [first] = contactIds;
    if (first === undefined) return;
    const key = contactIds.length === 1 ? first : newId();
    await unit.schedule({ kind: findDuplicatesTimer, key, dueAt: new Date(), payload: { contactIds } });
  }
}

function happeningOf({ before, after, fields }: RealChange, cause: Cause): Happening {
  return {
    contact: after,
    kind: cause.kind ?? (before ? 'updated' : 'created'),
    summary: cause.summary ?? (before ? `Changed ${fields.join(', ')}.` : 'Created.'),
    fields,
  };
}

/** An address that mails did not reach before does not become good by being given to a contact. */
async function markBounced(manager: EntityManager, changes: readonly ContactChange[]): Promise<void> {
  const added = changes.flatMap(({ before, after }) => {
    const known = new Set(before?.emails.map(({ address }) => emailKey(address)));
    return after.emails
      .map(({ address }) => ({ contact: after, key: emailKey(address) }))
      .filter(({ key }) => !known.has(key));
  });
  if (added.length === 0) return;
  const bounced = await manager.findBy(BouncedAddress, { address: In(added.map(({ key }) => key)) });
  const reasons = new Map(bounced.map(({ address, reason }) => [address, reason]));
  for (const { contact, key } of added) {
    const reason = reasons.get(key);
    if (reason !== undefined) contact.bounce(key, reason);
  }
}
