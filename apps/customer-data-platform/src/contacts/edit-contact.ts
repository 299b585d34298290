import { ValidationFailed } from '@crm/platform';
import type { ContactDto, EmailDto, PhoneDto } from './contact.dto.js';
import { type AttributeValue, type Contact, type EmailAddress, emailKey, phoneKey } from './contact.entity.js';
import { derivedName, scalarFields, setField } from './contact-fields.js';

/**
 * Applies an edit whose attributes have been checked.
 *
 * @throws ValidationFailed when the lists contradict themselves or nothing would be left to call the contact by
 */
export function editContact(contact: Contact, edit: ContactDto): void {
  const nameWasDerived = contact.displayName === derivedName(contact);
  if (edit.emails) contact.emails = editedEmails(contact.emails, edit.emails);
  if (edit.phones) contact.phones = editedPhones(edit.phones);
  for (const field of scalarFields) {
    const value = edit[field];
    if (value !== undefined) setField(contact, field, value);
  }
  for (const [key, value] of Object.entries(edit.attributes ?? {})) {
    setField(contact, key, value as AttributeValue | null);
  }
  if (contact.displayName === '' || (edit.displayName === undefined && nameWasDerived)) {
    contact.displayName = derivedName(contact);
  }
  if (contact.displayName === '') {
    throw new ValidationFailed([
      {
        field: 'displayName',
        rule: 'nameable',
        message: 'Give a name, an e-mail address, a company or a phone number',
      },
    ]);
  }
}

/** The new list; what is known of an address that stays (its delivery status) stays with it. */
function editedEmails(before: readonly EmailAddress[], emails: readonly EmailDto[]): EmailAddress[] {
  refuseDoubles(
    'emails',
    emails.map(({ address }) => emailKey(address)),
  );
  if (emails.filter(({ primary }) => primary).length > 1) {
    throw new ValidationFailed([{ field: 'emails', rule: 'onePrimary', message: 'Only one address can be primary' }]);
  }
  const known = new Map(before.map((email) => [emailKey(email.address), email]));
  const old = before.find(({ primary }) => primary);
  const primary =
    emails.find((email) => email.primary) ??
    emails.find((email) => email.primary === undefined && old && emailKey(email.address) === emailKey(old.address)) ??
    emails[0];
  return emails.map((email) => {
    const same = known.get(emailKey(email.address));
    return {
      address: email.address,
      primary: email === primary,
      verified: email.verified ?? same?.verified ?? false,
      status: same?.status ?? 'ok',
      bounceReason: same?.bounceReason ?? null,
    };
  });
}

function editedPhones(phones: readonly PhoneDto[]) {
  refuseDoubles(
    'phones',
    phones.map(({ number }) => phoneKey(number)),
  );
  return phones.map(({ number, label }) => ({ number: number.trim(), label: label?.trim() || null }));
}

function refuseDoubles(field: string, keys: readonly string[]): void {
  const double = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (double < 0) return;
  throw new ValidationFailed([
    { field: `${field}.${double}`, rule: 'arrayUnique', message: `The same stands in ${field} twice` },
  ]);
}
