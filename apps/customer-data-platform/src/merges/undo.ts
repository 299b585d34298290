import { isDeepStrictEqual } from 'node:util';
import { type Contact, type EmailAddress, emailKey, phoneKey } from '../contacts/contact.entity.js';
import { fieldOf, scalarFields, setField } from '../contacts/contact-fields.js';

export interface Undone {
  readonly survivor: Contact;
  /** Fields that were edited since the merge and so keep their value. */
  readonly kept: string[];
}

/** The survivor without what the merge has given it. What was edited since the merge stays as it is. */
export function separate(now: Contact, before: Contact, after: Contact): Undone {
  const survivor = now.copy();
  const kept: string[] = [];
  const attributes = [before, after, now].flatMap((contact) => Object.keys(contact.attributes));
  for (const field of new Set([...scalarFields, ...attributes])) {
    if (fieldOf(now, field) !== fieldOf(after, field)) kept.push(field);
    else setField(survivor, field, fieldOf(before, field));
  }
  survivor.emails = withoutAdded(now.emails, before.emails, after.emails, ({ address }) => emailKey(address));
  survivor.phones = withoutAdded(now.phones, before.phones, after.phones, ({ number }) => phoneKey(number));
  survivor.emails = withPrimary(survivor.emails, before.primaryEmail);
  if (!isDeepStrictEqual(now.emails, after.emails)) kept.push('emails');
  if (!isDeepStrictEqual(now.phones, after.phones)) kept.push('phones');
  return { survivor, kept };
}

/** What there is now but for the items that came with the merge. */
function withoutAdded<T>(
  now: readonly T[],
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): T[] {
  const own = new Set(before.map(keyOf));
  const added = new Set(after.map(keyOf).filter((key) => !own.has(key)));
  return now.filter((item) => !added.has(keyOf(item)));
}

/** The primary address stays the one that is left marked; else the earlier one comes back, else the first. */
function withPrimary(emails: readonly EmailAddress[], earlier: string | null): EmailAddress[] {
  if (emails.some(({ primary }) => primary)) return [...emails];
  const heir = emails.find(({ address }) => address === earlier) ?? emails[0];
  return emails.map((email) => ({ ...email, primary: email === heir }));
}
