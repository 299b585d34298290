import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { newId } from '@crm/platform';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { linksOf } from './mail-links.js';
import type { Mailbox } from './mailbox.js';
import { Refusals } from './refusals.js';

const largestMail = 10 * 1_048_576;

/** A real SMTP server that delivers everything it accepts into `mailbox`; some recipients it refuses (see `Refusals`). */
export async function startSmtpCatcher(
  mailbox: Mailbox,
  host: string,
  port: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const refusals = new Refusals();
  const server = new SMTPServer({
    // It speaks on loopback or inside a private network, to senders without an account.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: largestMail,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(refusals.of(address)),
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address.toLowerCase());
      receive(mailbox, stream, from, to).then((id) => done(null, `2.0.0 Queued as ${id}`), done);
    },
  });
  // A client that goes away in the middle of a mail is its own affair.
  server.on('error', () => undefined);
  const listening = server.listen(port, host);
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  mailbox: Mailbox,
  stream: SMTPServerDataStream,
  from: string,
  to: readonly string[],
): Promise<string> {
  const mail = await simpleParser(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error('5.3.4 Message too big'), { responseCode: 552 });
  const text = mail.text ?? '';
  const html = typeof mail.html === 'string' ? mail.html : null;
  const id = newId();
  mailbox.add({
    id,
    at: new Date().toISOString(),
    from,
    to,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? null,
    text,
    html,
    links: linksOf(text, html),
  });
  return id;
}
