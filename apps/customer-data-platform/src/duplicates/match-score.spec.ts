import { expect, test } from 'vitest';
import { Contact } from '../contacts/contact.entity.js';
import { matchOf } from './match-score.js';

function person(givenName: string | null, familyName: string | null, more: Partial<Contact> = {}): Contact {
  return Object.assign(Contact.empty('t', 'manual'), { givenName, familyName, ...more });
}
const email = (address: string) => ({
  emails: [{ address, primary: true, verified: false, status: 'ok' as const, bounceReason: null }],
});
const phone = (number: string) => ({ phones: [{ number, label: null }] });

test.each<[string, Contact, Contact]>([
  ['the same names', person('Jane', 'Doe'), person('Jane', 'Doe')],
  ['names in each other’s place', person('Jane', 'Doe'), person('Doe', 'Jane')],
  ['a misspelt family name', person('Jacob', 'Lyden'), person('Jacob', 'Lyen')],
  ['other accents', person('Zoë', 'Müller'), person('Zoe', 'Muller')],
  ['very short names', person('Li', 'Wu'), person('Li', 'Wu')],
  [
    'one mailbox under two addresses',
    person('J', 'D', email('j.doe+crm@gmail.com')),
    person('Jane', 'Doe', email('jdoe@googlemail.com')),
  ],
  [
    'an initial and a phone number in another form',
    person('J.', 'Doe', phone('030 1234567')),
    person('Jane', 'Doe', phone('+49 (30) 123-4567')),
  ],
])('%s is likely one person', (_, one, other) => {
  expect(matchOf(one, other).score).toBeGreaterThan(0.8);
  expect(matchOf(other, one)).toEqual(matchOf(one, other));
});

test.each<[string, Contact, Contact]>([
  ['colleagues', person('Jane', 'Doe', { company: 'Acme' }), person('John', 'Smith', { company: 'Acme' })],
  [
    'colleagues with a switchboard’s number',
    person('Jane', 'Doe', { ...phone('030 1234567'), company: 'Acme' }),
    person('Otto', 'Smith', { ...phone('030 1234567'), company: 'Acme' }),
  ],
  ['siblings', person('Jane', 'Doe'), person('Otto', 'Doe')],
  ['nobody', person(null, null), person(null, null)],
])('%s are likely two people', (_, one, other) => {
  expect(matchOf(one, other).score).toBeLessThan(0.7);
});

test('the evidence adds up to the score', () => {
  const { score, evidence } = matchOf(
    person('Jane', 'Doe', { company: 'Acme Ltd' }),
    person('Jayne', 'Doe', { company: 'ACME' }),
  );
  const bits = evidence.reduce((sum, { weight }) => sum + weight, -7);
  expect(score).toBeCloseTo(1 / (1 + 2 ** -bits), 3);
  expect(evidence.map(({ field, verdict }) => `${field} ${verdict}`)).toEqual([
    ...['familyName same', 'givenName similar', 'company same'],
  ]);
});
