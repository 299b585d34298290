/** Lower case without accents: what texts are compared by. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .trim();

/** The words of a text, in plain form. */
export const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const codes: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'bfpv'].map((letter) => [letter, '1'])),
  ...Object.fromEntries([...'cgjkqsxz'].map((letter) => [letter, '2'])),
  ...Object.fromEntries([...'dt'].map((letter) => [letter, '3'])),
  ...{ l: '4', m: '5', n: '5', r: '6' },
};

/** American Soundex, which names that sound alike share; empty for a name without Latin letters. */
export function soundex(name: string): string {
  const letters = plain(name).replace(/[^a-z]/g, '');
  if (letters === '') return '';
  let code = '';
  let last = codes[letters[0] as string] ?? '';
  for (const letter of letters.slice(1)) {
    const digit = codes[letter] ?? '';
    if (digit !== '' && digit !== last) code += digit;
    // h and w do not part two letters of one code, vowels do.
    if (letter !== 'h' && letter !== 'w') last = digit;
  }
  return `${letters[0]}${code}000`.slice(0, 4);
}

/** The mailbox that an address most likely reaches: tags are left out, and at Gmail the dots, which do not count there. */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@');
  const untagged = local.split('+')[0] ?? '';
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com';
  return gmail ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
}

/** Forms of a company that say nothing about which one it is. */
const legalForms = new Set(
  'inc ltd llc gmbh ag kg se sa sas sarl bv nv ab oy as plc corp co company limited'.split(' '),
);

export const companyForm = (company: string): string =>
  wordsOf(company)
    .filter((word) => !legalForms.has(word))
    .join(' ');
