import { type Contact, type EmailAddress, emailKey, type PhoneNumber, phoneKey } from '../contacts/contact.entity.js';
import { ageOf, fieldOf, scalarFields, setField } from '../contacts/contact-fields.js';

/** From which contact a field's value is taken, by field. */
export type Choices = Readonly<Record<string, string>>;

/**
 * The survivor as it is after a merge: of each field the most recent value that is not empty, unless one was chosen;
 * of addresses and phone numbers all, each once, the survivor's own first.
 */
export function survive(survivor: Contact, merged: readonly Contact[], choices: Choices): Contact {
  const all = [survivor, ...merged];
  const after = survivor.copy();
  const fields = new Set([...scalarFields, ...all.flatMap(({ attributes }) => Object.keys(attributes))]);
  for (const field of fields) {
    const chosen = all.find(({ id }) => id === choices[field]);
    setField(after, field, fieldOf(chosen ?? mostRecent(all, field), field));
  }
  after.emails = unitedEmails(all, choices['emails'] ?? survivor.id);
  after.phones = unitedPhones(all);
  return after;
}

/** The contact whose value of the field is youngest; of equally young ones the first, so the survivor. */
function mostRecent(contacts: readonly Contact[], field: string): Contact {
  const filled = contacts.filter((contact) => fieldOf(contact, field) !== null);
  return filled.reduce<Contact>(
    (best, contact) => (ageOf(contact, field) > ageOf(best, field) ? contact : best),
    filled[0] ?? (contacts[0] as Contact),
  );
}

/** All addresses; primary is that of the contact whose address was chosen, else the first there is. */
function unitedEmails(contacts: readonly Contact[], chosenId: string): EmailAddress[] {
  const chosen = contacts.find(({ id }) => id === chosenId)?.primaryEmail;
  const primary = chosen ?? contacts.find(({ primaryEmail }) => primaryEmail !== null)?.primaryEmail;
  const emails = contacts.flatMap((contact) => contact.emails);
  return emails.map((email) => ({ ...email, primary: emailKey(email.address) === emailKey(primary ?? '') }));
}

function unitedPhones(contacts: readonly Contact[]): PhoneNumber[] {
  const phones = contacts.flatMap((contact) => contact.phones);
  return [...new Map(phones.toReversed().map((phone) => [phoneKey(phone.number), phone])).values()].toReversed();
}
