import { type Contact, emailKey, phoneKey } from './contact.entity.js';
import type { KeyKind } from './contact-key.entity.js';
import { companyForm, mailboxOf, plain, soundex, wordsOf } from './text-forms.js';

export interface Key {
  readonly kind: KeyKind;
  readonly key: string;
}

/** Longer texts are cut; whoever searches types less. */
const longest = 100;

/**
 * The texts that search finds a piece of text by: it finds what begins at the begin of a word, so `lovelace@acme` finds
 * `ada.lovelace@acme.example`.
 */
export function searchWords(text: string): string[] {
  return plain(text)
    .split(/\s+/)
    .flatMap((chunk) => [...chunk.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => chunk.slice(index)))
    .map((word) => word.slice(0, longest));
}

/** Everything a contact is found under, each once. */
export function keysOf(contact: Contact): Key[] {
  const { givenName, familyName, displayName, company, emails, phones } = contact;
  const addresses = emails.map(({ address }) => address);
  const given = givenName ?? '';
  const family = familyName ?? '';
  const name = wordsOf(given || family ? `${given} ${family}` : displayName).sort();
  const firm = companyForm(company ?? '');
  const keys: Key[] = [
    ...[displayName, given, family, company ?? '', ...addresses]
      .flatMap(searchWords)
      .map((key) => ({ kind: 'word' as const, key })),
    ...addresses.map((address) => ({ kind: 'email' as const, key: emailKey(address) })),
    ...addresses.map((address) => ({ kind: 'mailbox' as const, key: mailboxOf(address) })),
    ...phones
      .map(({ number }) => ({ kind: 'phone' as const, key: phoneKey(number) }))
      .filter(({ key }) => key.length > 5),
    ...(name.length > 1 ? [{ kind: 'name' as const, key: name.join(' ') }] : []),
    ...soundsOf(given, family).map((key) => ({ kind: 'sound' as const, key })),
    ...(firm && name[0] ? name.map((word) => ({ kind: 'company' as const, key: `${firm} ${soundex(word)}` })) : []),
  ];
  return [...new Map(keys.map((entry) => [`${entry.kind} ${entry.key}`, entry])).values()];
}

/** One name by its sound, the other by its first letter: a misspelling of either leaves one of the two keys whole. */
function soundsOf(given: string, family: string): string[] {
  const [g, f] = [soundex(given), soundex(family)];
  if (g === '' || f === '') return [];
  return [`${f} ${g[0]}`, `${g} ${f[0]}`].map((key) => key.split(' ').sort().join(' '));
}
