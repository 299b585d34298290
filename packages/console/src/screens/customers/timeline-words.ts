import type { Attribute } from './contact-draft.js';

interface Entry {
  readonly kind: 'created' | 'updated' | 'merged' | 'merge-undone';
  readonly summary: string;
  readonly fields: readonly string[];
}

const names: Readonly<Record<string, string>> = {
  givenName: 'given name',
  familyName: 'family name',
  displayName: 'display name',
  company: 'company',
  jobTitle: 'job title',
  ownerId: 'owner',
  emails: 'e-mail addresses',
  phones: 'phone numbers',
};

const list = new Intl.ListFormat('en');

/** An entry as one would tell it. Of an update the fields are named; everything else says itself what it was. */
export function inWords({ kind, summary, fields }: Entry, attributes: readonly Attribute[]): string {
  const said = summary.replace(/\.$/, '');
  if (kind !== 'updated' || fields.length === 0) return said;
  const told = fields.map(
    (field) => names[field] ?? attributes.find(({ key }) => key === field)?.label.toLowerCase() ?? field,
  );
  const words = `Changed ${list.format(told)}`;
  return said.startsWith('Changed ') ? words : `${said}: ${words.toLowerCase()}`;
}
