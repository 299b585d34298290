import type { ContactDto } from '../contacts/contact.dto.js';
import { Contact, emailKey, phoneKey } from '../contacts/contact.entity.js';
import { editContact } from '../contacts/edit-contact.js';
import { matchOf } from '../duplicates/match-score.js';
import type { RowOutcome } from './contact-import.entity.js';
import type { KnownContacts } from './known-contacts.js';

const certainFrom = 0.98;

/**
 * Whether a row without a known address may go into a contact unasked: both names have to be the very same, since
 * couples share phones and have similar names.
 */
function isCertain(contact: Contact, draft: Contact): boolean {
  const { score, evidence } = matchOf(contact, draft);
  const same = evidence.filter(({ field, verdict }) => verdict === 'same' && field.endsWith('Name'));
  return score >= certainFrom && same.length === 2;
}

export interface Taken {
  readonly outcome: RowOutcome;
  readonly contact: Contact;
}

/**
 * Turns a valid row into a change of the contact that has its address, else of the one contact that it certainly is
 * about by the tenant's identity rules, else into a new contact. An earlier row of the same file counts like any other
 * contact.
 */
export function takeRow(known: KnownContacts, edit: ContactDto, draft: Contact): Taken {
  const address = draft.emails[0]?.address;
  const same = address === undefined ? undefined : known.withEmail(emailKey(address));
  if (same) return { outcome: 'updated', contact: change(known, same, edit) };
  const alike = known.resembling(draft).filter((contact) => isCertain(contact, draft));
  const [only] = alike;
  if (only && alike.length === 1) return { outcome: 'merged', contact: change(known, only, edit) };
  known.add(draft);
  return { outcome: 'created', contact: draft };
}

/** The row's values replace the contact's; its address and number are added to those that the contact has. */
function change(known: KnownContacts, contact: Contact, edit: ContactDto): Contact {
  const addresses = new Set(contact.emails.map(({ address }) => emailKey(address)));
  const numbers = new Set(contact.phones.map(({ number }) => phoneKey(number)));
  editContact(contact, {
    ...edit,
    emails: [...contact.emails, ...(edit.emails ?? []).filter(({ address }) => !addresses.has(emailKey(address)))],
    phones: [...contact.phones, ...(edit.phones ?? []).filter(({ number }) => !numbers.has(phoneKey(number)))],
  });
  known.add(contact);
  return contact;
}
