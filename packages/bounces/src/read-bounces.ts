import type { Bounce } from './bounce.js';
import { reasonOf } from './classify.js';
import { type RecipientFields, recipientsIn } from './delivery-status.js';
import type { Evidence } from './evidence.js';
import { headerOf, mailsIn, type ReceivedMail, readMail } from './mail.js';
import { entriesIn, type NoticeEntry, oneLine } from './notice.js';
import { isHard } from './reasons.js';
import { commandIn, isVague, replyCodeIn, statusIn } from './smtp-answer.js';
import { substituteStatus } from './substitute-status.js';
import { transcriptIn } from './transcript.js';

/** Longer words say nothing more, and the wordings are looked for in all of them. */
const longestText = 2_000;

/**
 * What a mail, or each mail of an mbox, says of the recipients of another mail: one bounce for each. Answers none for a
 * mail that is no report: an answer of somebody on holiday, a letter.
 *
 * @param raw RFC 5322, in whatever encodings; parts may be missing
 * @throws when it is nested or headed beyond all measure
 */
export async function readBounces(raw: Uint8Array): Promise<Bounce[]> {
  const found: Bounce[] = [];
  for (const mail of mailsIn(raw)) found.push(...bouncesOf(await readMail(mail)));
  return found;
}

function bouncesOf(mail: ReceivedMail): Bounce[] {
  const entries = entriesIn(
    mail.notice,
    addressesOf(mail, ['to', 'from', 'return-path', 'delivered-to', 'x-original-to']),
  );
  const reported = mail.reports.map(recipientsIn).find((recipients) => recipients.length > 0) ?? [];
  if (reported.length > 0) return distinct(reported.map((fields) => ofReport(fields, mail, entries)));
  if (!looksLikeReport(mail)) return [];
  const session = transcriptIn(mail.notice);
  if (session.length > 0) return session.map((entry) => ofNotice(entry, mail, false));
  if (entries.length > 0) return entries.map((entry) => ofNotice(entry, mail, entries.length === 1));
  const recipients = recipientsOf(mail);
  return recipients.map((address) => ofNotice({ address, text: saidOf(mail) }, mail, false));
}

/** A report's fields, with what the notice adds: the command, and the words where the report has none. */
function ofReport(fields: RecipientFields, mail: ReceivedMail, entries: readonly NoticeEntry[]): Bounce {
  const { finalRecipient, originalRecipient } = fields;
  const address = [finalRecipient, originalRecipient].find((one) => one.includes('@')) ?? finalRecipient;
  const said = entries.find((entry) => entry.address.toLowerCase() === address.toLowerCase())?.text ?? mail.notice;
  const [, type = '', words = ''] = /^(?:([\w-]+)\s*;)?(.*)$/s.exec(fields.diagnostic) ?? [];
  const rejection = automaticRejection(mail.notice);
  const text = rejection ?? (words.trim() || commentOf(fields.status) || said);
  const own = rejection === undefined && words.trim() !== '';
  const reported = statusIn(fields.status);
  const status = preferred(reported, statusIn(words));
  return bounce(
    address,
    {
      text: oneLine(text),
      type: own ? type.toLowerCase() : 'notice',
      status,
      replyCode: own ? replyCodeIn(words, status) : null,
      command: commandIn(words) ?? commandIn(said),
      action: actionOf(fields.action, status),
    },
    originalRecipient.includes('@') ? originalRecipient : null,
  );
}

/** `alone`: all that the notice says is about this recipient. */
function ofNotice({ address, text }: NoticeEntry, mail: ReceivedMail, alone: boolean): Bounce {
  const said = !alone || statusIn(text) || replyCodeIn(text) ? text : oneLine(`${text} ${saidOf(mail)}`);
  const status = statusIn(said);
  const delayed = /warning only|still being retried|will (be retried|continue)|delayed/i.test(
    `${headerOf(mail, 'subject')} ${mail.notice}`,
  );
  return bounce(
    address,
    {
      text: said,
      type: 'notice',
      status,
      replyCode: replyCodeIn(said, status),
      command: commandIn(said) ?? (alone ? commandIn(mail.notice) : null),
      action: actionOf(delayed ? 'delayed' : 'failed', status),
    },
    null,
  );
}

function bounce(address: string, given: Evidence, originalAddress: string | null): Bounce {
  const evidence = { ...given, text: given.text.slice(0, longestText) };
  const reason = reasonOf(evidence);
  const permanent = !(evidence.status ?? evidence.replyCode ?? '5').startsWith('4');
  return {
    address,
    originalAddress,
    action: evidence.action,
    status: evidence.status ?? substituteStatus(reason, permanent),
    statusGiven: evidence.status !== null,
    replyCode: evidence.replyCode,
    reason,
    hard: evidence.action === 'failed' && isHard(reason, permanent),
    diagnostic: evidence.text,
  };
}

/** The one that says more; the report's own where both do. */
function preferred(reported: string | null, quoted: string | null): string | null {
  if (quoted === null || !isVague(reported)) return reported;
  return isVague(quoted) ? (reported ?? quoted) : quoted;
}

/** `Status: 4.0.0 (no such host)` */
const commentOf = (status: string): string => /\((.+)\)/s.exec(status)?.[1] ?? '';

function actionOf(action: string, status: string | null): Evidence['action'] {
  if (/^(delivered|relayed|expanded|deliverable)/.test(action) || status?.startsWith('2.')) return 'delivered';
  return action.startsWith('delayed') ? 'delayed' : 'failed';
}

/** What a delivery agent answers in the name of a mailbox (Dovecot, and others after it). */
const automaticRejection = (notice: string): string | undefined =>
  /your message to \S+ was automatically rejected:\s*(.+)/is.exec(notice)?.[1];

function looksLikeReport(mail: ReceivedMail): boolean {
  const [from, subject] = [headerOf(mail, 'from'), headerOf(mail, 'subject')];
  return (
    /multipart\/report|report-type/i.test(headerOf(mail, 'content-type')) ||
    headerOf(mail, 'x-failed-recipients') !== '' ||
    /mailer-?daemon|postmaster|mail ?(delivery|er|system|administrator)|no-?reply-?dsn|bounce/i.test(from) ||
    /undeliver|not delivered|delivery (status|fail|report|problem|error|delay)|returned mail|mail (failed|system error|delivery)|failure (notice|delivery)|(couldn't|could not) be delivered|non remis|unzustellbar|nicht zugestellt|no entregad|配信|配送|送信エラー/i.test(
      subject,
    )
  );
}

/** All that the notice says, where it says nothing of a recipient. */
const saidOf = ({ notice }: ReceivedMail): string =>
  /automatically generated|delivery report unavailable/i.test(notice) ? '' : oneLine(notice);

/** Recipients that only the header of the report, or the mail that came back, names. */
function recipientsOf(mail: ReceivedMail): string[] {
  const failed = addresses(headerOf(mail, 'x-failed-recipients'));
  if (failed.length > 0) return failed;
  return addresses(
    /^(?:x-)?(?:original-)?to:((?:.*)(?:\n[ \t].*)*)/im.exec(mail.returned.replaceAll('\r', ''))?.[1] ?? '',
  );
}

function addressesOf(mail: ReceivedMail, names: readonly string[]): ReadonlySet<string> {
  const values = mail.headers.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  return new Set(addresses(values.join(',')).map((one) => one.toLowerCase()));
}

const addresses = (text: string): string[] => text.match(/[^\s<>,;:"()@]{1,64}@[^\s<>,;:"()@]{1,255}/g) ?? [];

/** One recipient of whom the report says the same twice is one. */
function distinct(bounces: readonly Bounce[]): Bounce[] {
  return bounces.filter(
    (one, index) => bounces.findIndex((other) => other.address.toLowerCase() === one.address.toLowerCase()) === index,
  );
}
