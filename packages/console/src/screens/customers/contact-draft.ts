import type { components } from '../../api/generated/schema.js';
import type { Contact } from './contact-sources.js';

export type Attribute = components['schemas']['AttributeView'];
type ContactDto = components['schemas']['ContactDto'];

/** A contact as it is being written: every value is a text, as fields have it. */
export interface ContactDraft {
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly company: string;
  readonly jobTitle: string;
  readonly ownerId: string;
  readonly emails: readonly { readonly address: string; readonly primary: boolean }[];
  readonly phones: readonly { readonly number: string; readonly label: string }[];
  /** By key; an empty text is no value. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const emptyDraft: ContactDraft = {
  givenName: '',
  familyName: '',
  displayName: '',
  company: '',
  jobTitle: '',
  ownerId: '',
  emails: [{ address: '', primary: true }],
  phones: [],
  attributes: {},
};

export function draftOf(contact: Contact): ContactDraft {
  const { givenName, familyName, displayName, company, jobTitle, ownerId, emails, phones, attributes } = contact;
  return {
    givenName: givenName ?? '',
    familyName: familyName ?? '',
    displayName,
    company: company ?? '',
    jobTitle: jobTitle ?? '',
    ownerId: ownerId ?? '',
    emails: emails.map(({ address, primary }) => ({ address, primary })),
    phones: phones.map(({ number, label }) => ({ number, label: label ?? '' })),
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
  };
}

/** What is different, as the service takes it: what is left out stays as it is, and an emptied field loses its value. */
export function changesOf(before: ContactDraft, after: ContactDraft, attributes: readonly Attribute[]): ContactDto {
  const changed = <Field extends keyof ContactDraft>(field: Field): ContactDraft[Field] | undefined =>
    JSON.stringify(before[field]) === JSON.stringify(after[field]) ? undefined : after[field];
  const ownerId = changed('ownerId');
  return {
    givenName: changed('givenName'),
    familyName: changed('familyName'),
    displayName: changed('displayName'),
    company: changed('company'),
    jobTitle: changed('jobTitle'),
    ownerId: ownerId === '' ? null : ownerId,
    emails: changed('emails')?.filter(({ address }) => address.trim() !== ''),
    phones: changed('phones')?.filter(({ number }) => number.trim() !== ''),
    attributes: changedAttributes(before, after, attributes),
  };
}

function changedAttributes(before: ContactDraft, after: ContactDraft, attributes: readonly Attribute[]) {
  const changed = attributes.filter(({ key }) => (before.attributes[key] ?? '') !== (after.attributes[key] ?? ''));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((attribute) => [attribute.key, attributeValue(attribute, after.attributes)]));
}

function attributeValue({ key, type }: Attribute, texts: ContactDraft['attributes']): string | number | boolean | null {
  const text = texts[key] ?? '';
  if (text === '') return null;
  if (type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}
