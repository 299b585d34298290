import { expect, test } from 'vitest';
import { type SmtpFailure, verdictOf } from './verdict.js';

const says = (responseCode: number, text: string, command = 'RCPT TO'): SmtpFailure => ({
  message: `failed: ${text}`,
  response: `${responseCode} ${text}`,
  responseCode,
  command,
});

test('a recipient refused for good is a hard bounce of the address', () => {
  expect(verdictOf(says(550, '5.1.1 No such user'))).toEqual({
    state: 'bounced',
    kind: 'hard',
    status: '5.1.1',
    response: '550 5.1.1 No such user',
    reason: 'userunknown',
    suppress: true,
  });
  expect(verdictOf(says(550, 'gone'))).toMatchObject({ kind: 'hard', status: null });
});

test('an address that the server cannot read is invalid', () => {
  expect(verdictOf(says(501, 'bad address syntax'))).toMatchObject({ kind: 'invalid-address' });
  expect(verdictOf(says(550, '5.1.3 bad syntax'))).toMatchObject({ kind: 'invalid-address', suppress: true });
});

test('a message refused for good bounces alone: the address may be fine', () => {
  expect(verdictOf(says(554, '5.7.1 looks like spam', 'DATA'))).toMatchObject({ state: 'bounced', suppress: false });
});

test('a refusal of the recipient that is not their fault bounces this mail alone', () => {
  for (const text of ['5.7.1 Rejected by policy', '5.7.1 Relay access denied', '5.7.606 Client host blocked', 'Nyet']) {
    expect(verdictOf(says(550, text)), text).toMatchObject({ state: 'bounced', kind: 'hard', suppress: false });
  }
});

test('what is said for good and passes all the same is tried again', () => {
  expect(verdictOf(says(552, '5.2.2 Mailbox full'))).toMatchObject({
    state: 'deferred',
    answered: true,
    reason: 'mailboxfull',
  });
  expect(verdictOf(says(552, 'Over quota', 'DATA'))).toMatchObject({ state: 'deferred', answered: true });
});

test('a refusal for now is tried again', () => {
  expect(verdictOf(says(452, '4.2.2 Mailbox full'))).toMatchObject({
    state: 'deferred',
    answered: true,
    status: '4.2.2',
  });
});

test('a refusal of ourselves, or no answer, says nothing about the recipient', () => {
  expect(verdictOf(says(535, '5.7.8 bad password', 'AUTH PLAIN'))).toMatchObject({
    state: 'deferred',
    answered: false,
  });
  expect(verdictOf(says(550, 'sender refused', 'MAIL FROM'))).toMatchObject({ state: 'deferred', answered: false });
  expect(verdictOf({ message: 'connect ECONNREFUSED' })).toEqual({
    state: 'deferred',
    answered: false,
    status: null,
    response: 'connect ECONNREFUSED',
    reason: null,
  });
});
