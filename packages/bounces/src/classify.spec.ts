import { expect, test } from 'vitest';
import { reasonOf } from './classify.js';
import { readAnswer } from './read-answer.js';
import { isHard, type Reason } from './reasons.js';
import { type Command, commandIn, replyCodeIn, statusIn } from './smtp-answer.js';

const reason = (text: string, command: Command | null = 'RCPT', type = 'smtp'): Reason => {
  const status = statusIn(text);
  return reasonOf({ text, type, status, replyCode: replyCodeIn(text, status), command, action: 'failed' });
};

test.each<[Reason, string, (Command | null)?]>([
  ['userunknown', '550 5.1.1 <kim@acme.example>: Recipient address rejected: User unknown in local recipient table'],
  ['userunknown', '550 Requested action not taken: mailbox unavailable'],
  ['userunknown', '550 5.1.1 The email account that you tried to reach does not exist.'],
  ['userunknown', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
  ['userunknown', '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)'],
  ['userunknown', '550 No such user here'],
  ['userunknown', '511 5.1.1 something new', null],
  ['filtered', '550 5.2.1 refused', 'DATA'],
  ['filtered', '550 user unknown', 'DATA'],
  ['onhold', '450 Requested mail action not taken: mailbox unavailable'],
  ['rejected', '450 4.1.8 <kim@acme.example>: Sender address rejected: Domain not found'],
  ['requireptr', '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]'],
  ['blocked', '550 5.7.1 <user.unknown@acme.example>: blocked by our block list'],
  ['onhold', '550 <no-spam@virus.example> no'],
  ['hostunknown', '550 5.1.2 Host unknown (Name server: gone.example: host not found)'],
  ['hasmoved', '551 5.1.6 Kim has moved to another company'],
  ['notaccept', '556 5.1.10 Domain does not accept mail (nullMX)', null],
  ['mailboxfull', '552 5.2.2 The email account that you tried to reach is over quota'],
  ['mailboxfull', "452 4.2.2 The recipient's inbox is out of storage space"],
  ['mailboxfull', '554 delivery error: Sorry, your message cannot be delivered. This mailbox is full'],
  ['mesgtoobig', '552 5.3.4 Message size exceeds fixed limit', 'MAIL'],
  ['systemfull', '452 4.3.1 Insufficient system storage', 'MAIL'],
  ['suspend', '550 5.2.1 The email account that you tried to reach is disabled'],
  ['suspend', '554 This account has been suspended'],
  ['norelaying', '554 5.7.1 <kim@acme.example>: Relay access denied'],
  ['norelaying', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
  ['authfailure', '550 5.7.26 This mail is unauthenticated: SPF did not pass', 'DATA'],
  ['authfailure', "550 5.7.1 rejected by crm.example's DMARC policy", 'DATA'],
  ['requireptr', '550 5.7.25 The IP address sending this message does not have a PTR record', 'DATA'],
  ['badreputation', '554 5.7.1 Rejected: poor reputation of the sending IP', 'CONN'],
  ['blocked', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
  ['blocked', '450 4.2.0 <kim@acme.example>: Recipient address rejected: Greylisted, try again later'],
  ['blocked', '554 rejected', 'EHLO'],
  ['spamdetected', '554 5.7.1 This message looks like spam', 'DATA'],
  ['virusdetected', '550 5.7.1 Message contains a virus', 'DATA'],
  ['policyviolation', '550 5.7.1 Message rejected by local policy', 'DATA'],
  ['contenterror', '554 5.6.0 Malformed MIME structure', 'DATA'],
  ['notcompliantrfc', '550 5.7.1 Messages missing a valid Message-ID header are not accepted', 'DATA'],
  ['rejected', '550 5.1.8 <sender@crm.example>: Sender address rejected: Domain not found', 'MAIL'],
  ['rejected', '550 5.7.1 Access denied', 'MAIL'],
  ['securityerror', '530 5.7.0 Authentication required', 'MAIL'],
  ['failedstarttls', '530 5.7.0 Must issue a STARTTLS command first', 'MAIL'],
  ['speeding', '450 4.2.1 The user you are trying to contact is receiving mail too quickly'],
  ['toomanyconn', '421 4.7.0 Too many concurrent connections from this host', 'CONN'],
  ['networkerror', 'connect to mx.acme.example[192.0.2.1]:25: No route to host', null],
  ['networkerror', 'connect to mx.acme.example[192.0.2.1]:25: Connection refused', null],
  ['expired', 'Message has been in the queue too long', null],
  ['networkerror', '554 5.4.6 Too many hops', 'DATA'],
  ['expired', 'connect to mx.acme.example[192.0.2.1]:25: Connection timed out', null],
  ['systemerror', '451 4.3.0 Temporary lookup failure'],
  ['syntaxerror', '503 5.5.1 Bad sequence of commands'],
  ['delivered', '250 2.1.5 Ok'],
  ['onhold', '550 5.0.0 Nyet'],
])('%s: %s', (expected, text, command = 'RCPT') => {
  expect(reason(text, command)).toBe(expected);
});

test('a program of the machine itself knows other reasons', () => {
  expect(reason('procmail: No such user', null, 'x-unix')).toBe('mailererror');
  expect(reason('Disk quota exceeded', null, 'x-unix')).toBe('mailboxfull');
  expect(reason('', null, 'x-unix')).toBe('mailererror');
  expect(reason('', null)).toBe('undefined');
});

test('only what is wrong with the address itself is hard', () => {
  expect([isHard('userunknown', true), isHard('hostunknown', true), isHard('hasmoved', true)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isHard('mailboxfull', true), isHard('policyviolation', true), isHard('suspend', true)]).toEqual([
    false,
    false,
    false,
  ]);
  expect([isHard('notaccept', true), isHard('notaccept', false)]).toEqual([true, false]);
});

test('status, reply code and command are found in what servers say', () => {
  expect(statusIn('Sorry. (#5.1.1)')).toBe('5.1.1');
  expect(statusIn('host 5.1.1.7 said: 550-5.7.1 no')).toBe('5.7.1');
  expect(statusIn('5.0.0, that is 5.7.9')).toBe('5.7.9');
  expect(statusIn('mailer 4.80, 1.1.1')).toBeNull();
  expect(replyCodeIn('host [192.0.2.550]:25 said: 552 full')).toBe('552');
  expect(replyCodeIn('connect: 554 blocked', '4.0.0')).toBeNull();
  expect(commandIn('550 no (in reply to end of DATA command)')).toBe('DATA');
  expect(commandIn('>>> RCPT To:<kim@acme.example>\n<<< 550')).toBe('RCPT');
  expect(commandIn('refused to talk to me: 554')).toBe('CONN');
  expect(commandIn('550 no')).toBeNull();
});

test('a refusal that we got ourselves', () => {
  expect(readAnswer('550 5.1.1 No such user', 'RCPT')).toEqual({ reason: 'userunknown', hard: true, status: '5.1.1' });
  expect(readAnswer('552 Mailbox full', 'RCPT')).toEqual({ reason: 'mailboxfull', hard: false, status: null });
});

test('long words cost little time', () => {
  const started = performance.now();
  for (const word of ['user ', 'message ', 'not ', 'rejected sender ', '5.1.', 'a'])
    reason(word.repeat(2_000).slice(0, 2_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
