import { expect, test } from 'vitest';
import { readBounces } from './read-bounces.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** A notice as servers send it that know no RFC 3464. */
const notice = (from: string, text: string, more = ''): string =>
  `Return-Path: <>\nFrom: ${from}\nTo: sender@crm.example\nSubject: failure notice\n${more}\n${text}`;

const report = (fields: string, text = 'It could not be delivered.', type = 'message/delivery-status'): string =>
  `From: MAILER-DAEMON@mx.example\nTo: sender@crm.example\nSubject: Returned\nMIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

${text}

--b
Content-Type: ${type}

Reporting-MTA: dns; mx.example

${fields}
--b
Content-Type: message/rfc822

From: sender@crm.example
To: other@acme.example

Final-Recipient: rfc822; nobody@in.the.text
Action: failed
--b--
`;

async function read(mail: string) {
  const lf = await readBounces(bytes(mail));
  const crlf = await readBounces(bytes(mail.replaceAll('\n', '\r\n')));
  expect(crlf).toEqual(lf);
  return lf;
}

test('a report names several recipients, each with its own fate', async () => {
  const fields = `Final-Recipient: rfc822; <kim@acme.example>
Original-Recipient: rfc822;team@acme.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
 <kim@acme.example>:
\tRecipient address rejected: User unknown

Final-Recipient: RFC822; lee@acme.example
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; 452 4.2.2 Mailbox full

Final-Recipient: rfc822; max@acme.example
Action: relayed
Status: 2.0.0
`;
  expect(await read(report(fields))).toMatchObject([
    {
      address: 'kim@acme.example',
      originalAddress: 'team@acme.example',
      action: 'failed',
      status: '5.1.1',
      statusGiven: true,
      replyCode: '550',
      reason: 'userunknown',
      hard: true,
      diagnostic: '550 5.1.1 <kim@acme.example>: Recipient address rejected: User unknown',
    },
    { address: 'lee@acme.example', action: 'delayed', reason: 'mailboxfull', hard: false },
    { address: 'max@acme.example', action: 'delivered', reason: 'delivered', hard: false },
  ]);
});

test('a delay is no bounce for good, whatever the words', async () => {
  const fields =
    'Final-Recipient: rfc822; kim@acme.example\nAction: delayed\nStatus: 4.1.1\nDiagnostic-Code: smtp; 450 4.1.1 User unknown\n';
  expect(await read(report(fields))).toMatchObject([{ action: 'delayed', hard: false }]);
});

test('reports are read without blank lines, indentation, types or parts', async () => {
  const fields = `Original-Recipient: rfc822;kim@acme.example
Final-Recipient: rfc822;kim@acme.example
Action: failed
Status: 5.0.0 (permanent failure)
Diagnostic-Code: smtp;552 5.2.2 Over
quota
Original-Recipient: rfc822;lee@acme.example
Final-Recipient: rfc822;lee@acme.example
Action: failed
Status: 5.4.4 (host not found)
`;
  const expected = [
    { address: 'kim@acme.example', status: '5.2.2', reason: 'mailboxfull', hard: false },
    { address: 'lee@acme.example', status: '5.4.4', reason: 'hostunknown', hard: true },
  ];
  expect(await read(report(fields))).toMatchObject(expected);
  expect(await read(notice('MAILER-DAEMON@mx.example', `Sorry.\n\n${fields}`))).toMatchObject(expected);
  const promised = 'Content-Type: multipart/report; boundary="none"\n';
  expect(await read(notice('x@mx.example', `Sorry.\n\n${fields}`, promised))).toMatchObject(expected);
});

test('encoded parts and addresses in UTF-8 are read', async () => {
  const encoded = Buffer.from(
    'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: utf-8; kïm@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
  );
  const mail = `From: MAILER-DAEMON@mx.example\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Utilisateur ink=C3=B6nnu
--b
Content-Type: message/global-delivery-status
Content-Transfer-Encoding: base64

${encoded.toString('base64')}
--b--
`;
  expect(await read(mail)).toMatchObject([{ address: 'kïm@acme.example', reason: 'userunknown', hard: true }]);
});

test('the command comes from the notice: an unknown user after the message is no proof', async () => {
  const fields =
    'Final-Recipient: rfc822; kim@acme.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 User unknown\n';
  const said = (command: string): string =>
    `<kim@acme.example>: host mx said: 550 User unknown (in reply to ${command} command)`;
  expect(await read(report(fields, said('RCPT TO')))).toMatchObject([{ reason: 'userunknown', hard: true }]);
  expect(await read(report(fields, said('end of DATA')))).toMatchObject([{ reason: 'filtered', hard: false }]);
});

test.each<[string, string, string, object[]]>([
  [
    'qmail',
    'MAILER-DAEMON@acme.example',
    `Hi. This is the qmail-send program at acme.example.

<kim@acme.example>:
Sorry, no mailbox here by that name. (#5.1.1)

<lee@beta.example>:
192.0.2.1 does not like recipient.
Remote host said: 552 5.2.2 Mailbox over quota
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

To: max@acme.example
`,
    [
      { address: 'kim@acme.example', status: '5.1.1', reason: 'userunknown', hard: true },
      { address: 'lee@beta.example', status: '5.2.2', replyCode: '552', reason: 'mailboxfull', hard: false },
    ],
  ],
  [
    'Exim',
    'Mail Delivery System <Mailer-Daemon@mx.example>',
    `A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  kim@beta.example
    host mx.beta.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<kim@beta.example>:
    550 No such user here
  lee@gamma.example
    all relevant MX records point to non-existent hosts

------ This is a copy of the message, including all the headers. ------

Return-path: <sender@crm.example>
To: kim@beta.example
`,
    [
      {
        address: 'kim@beta.example',
        status: '5.0.911',
        statusGiven: false,
        replyCode: '550',
        reason: 'userunknown',
        hard: true,
      },
      { address: 'lee@gamma.example', replyCode: null, reason: 'hostunknown', hard: true },
    ],
  ],
  [
    'Sendmail',
    'Mail Delivery Subsystem <MAILER-DAEMON@acme.example>',
    `   ----- The following addresses had permanent fatal errors -----
<kim@beta.example>
    (reason: 550 5.1.1 <kim@beta.example>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.beta.example.:
>>> RCPT To:<kim@beta.example>
<<< 550 5.1.1 <kim@beta.example>... User unknown
550 5.1.1 <kim@beta.example>... User unknown
`,
    [{ address: 'kim@beta.example', status: '5.1.1', reason: 'userunknown', hard: true }],
  ],
  [
    'Gmail of old',
    'Mail Delivery Subsystem <mailer-daemon@mail.example>',
    `Delivery to the following recipient failed permanently:

     kim@acme.example

Technical details of permanent failure:
The error that the other server returned was: 550 550 #5.7.1 Your IP 192.0.2.1 is blacklisted (state 17).

----- Original message -----

Received: by 192.0.2.9 with SMTP
`,
    [{ address: 'kim@acme.example', status: '5.7.1', reason: 'blocked', hard: false }],
  ],
  [
    'Exchange of old',
    'System Administrator <postmaster@acme.example>',
    `Your message

  To:      kim@acme.example
  Subject: Hello

did not reach the following recipient(s):

kim@acme.example on Mon, 1 Jan 2024 10:00:01 +0000
    The recipient name is not recognized
    MSEXCH:IMS:ACME:SITE:X 0 (000C05A6) Unknown Recipient
`,
    [{ address: 'kim@acme.example', reason: 'userunknown', hard: true }],
  ],
  [
    'a session reported to the postmaster',
    'MAILER-DAEMON@mx.example',
    `Transcript of session follows.

 Out: 220 mx.example ESMTP
 In:  MAIL FROM:<sender@crm.example>
 Out: 250 2.1.0 Ok
 In:  RCPT TO:<kim@acme.example>
 Out: 250 2.1.5 Ok
 In:  DATA
 Out: 354 End data with <CR><LF>.<CR><LF>
 Out: 451 4.3.0 Error: queue file write error
`,
    [{ address: 'kim@acme.example', status: '4.3.0', replyCode: '451', reason: 'systemerror', hard: false }],
  ],
  [
    'German',
    'mailer-daemon@post.example',
    'Ihre Nachricht konnte nicht zugestellt werden:\n\nkim@acme.example:\nSMTP error for RCPT TO command, reason: 550 Benutzer unbekannt\n',
    [{ address: 'kim@acme.example', reason: 'userunknown', hard: true }],
  ],
  [
    'French',
    'mailer-daemon@poste.example',
    'Votre message ne peut pas être distribué.\n\n<kim@acme.example>: la boîte aux lettres est pleine\n',
    [{ address: 'kim@acme.example', reason: 'mailboxfull', hard: false }],
  ],
  [
    'Japanese',
    'mailer-daemon@post.example',
    '<kim@acme.example>: 宛先のユーザーが存在しません\n',
    [{ address: 'kim@acme.example', reason: 'userunknown', hard: true }],
  ],
])('%s', async (_server, from, text, expected) => {
  const mail = notice(from, text, 'Content-Type: text/plain; charset=utf-8\n');
  expect(await read(mail)).toMatchObject(expected);
  expect(await read(mail)).toHaveLength(expected.length);
});

test('a recipient that only a header or the mail that came back names is found', async () => {
  const failed = 'X-Failed-Recipients: kim@acme.example\n';
  expect(await read(notice('postmaster@mx.example', 'Mailbox full.\n', failed))).toMatchObject([
    { address: 'kim@acme.example', reason: 'mailboxfull' },
  ]);
  expect(await read(report('', '--- Delivery report unavailable ---'))).toMatchObject([
    { address: 'other@acme.example', reason: 'undefined', hard: false },
  ]);
});

test('what is no report says nothing of anybody', async () => {
  const letter = 'From: kim@acme.example\nTo: sender@crm.example\nSubject: Hello\n\nlee@acme.example: user unknown\n';
  const holiday = `Auto-Submitted: auto-replied\n${letter}`;
  for (const mail of [letter, holiday, '', '\n\n', 'no mail at all', '\0\xff'.repeat(50)])
    expect(await read(mail)).toEqual([]);
});

test('several mails in one file are read one by one', async () => {
  const one = (name: string): string =>
    `From MAILER-DAEMON Mon Jan  1 10:00:00 2024\n${notice('MAILER-DAEMON@mx.example', `<${name}@acme.example>:\nuser unknown (#5.1.1)\n\n`)}`;
  expect(await read(one('kim') + one('lee'))).toMatchObject([
    { address: 'kim@acme.example' },
    { address: 'lee@acme.example' },
  ]);
});

test('a mail that was made to be read slowly is read quickly', async () => {
  const size = 200_000;
  const fill = (text: string): string => text.repeat(size / text.length);
  const started = performance.now();
  for (const text of [
    'a',
    '<style',
    'RCPT TO:<',
    '"\\',
    'user@',
    'In:  ',
    '\n\t',
    'Final-Recipient: x\n',
    'your message to ',
  ]) {
    await readBounces(bytes(notice('MAILER-DAEMON@mx.example', fill(text))));
    await readBounces(bytes(notice('MAILER-DAEMON@mx.example', `<p>${fill(text)}`, 'Content-Type: text/html\n')));
    await readBounces(
      bytes(report(`Final-Recipient: rfc822; ${fill(text)}\nAction: failed\nStatus: 5.1.1 ${fill(text)}\n`)),
    );
    await readBounces(bytes(`From ${fill(text)}`));
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});
