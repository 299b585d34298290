import PostalMime, { type Attachment, type Email } from 'postal-mime';

/** The parts of a bounced mail that matter. */
export interface ReceivedMail {
  /** Of the outermost header, names in lower case, in order. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** What the reporting server tells people. */
  readonly notice: string;
  /** Machine-readable reports (RFC 3464), as text. */
  readonly reports: readonly string[];
  /** Header and, perhaps, body of the mail that was not delivered. */
  readonly returned: string;
}

const reportTypes = ['message/delivery-status', 'message/global-delivery-status'];
const returnedTypes = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

/** Notice and report come first; what follows is the returned mail, of which the header is enough. */
const longestMail = 262_144;
const longestNotice = 65_536;

/** Where servers put the mail itself below their words without a part of its own. */
const returnedMark =
  /^[-|= \t]{0,80}(this is a copy of (the|your) message|below this line is a copy of the message|copy of your message|original message (follows|headers|text)|(the )?unsent message (follows|below)|message (text|header)s? follows?|returned message follows|the (original )?message (headers|follows)|original message|transcript of message follows|content-type: *(message\/rfc822|text\/rfc822-headers)|received: (from|by) )/im;

/** Where a report begins that has no part of its own. */
const reportMark = /^(reporting-mta|(original|final)-recipient) *:/im;

/** A file may hold several mails, each after a line `From sender date` (mbox). */
export function mailsIn(raw: Uint8Array): Uint8Array[] {
  const text = Buffer.from(raw).toString('latin1');
  if (!text.startsWith('From ')) return [raw];
  return text
    .split(/(?:^|\r?\n\r?\n)From [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n/)
    .flatMap((mail) => (mail ? [Buffer.from(mail, 'latin1')] : []));
}

/** @throws when the mail is nested or headed beyond all measure */
export async function readMail(raw: Uint8Array): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw.subarray(0, longestMail), {
    forceRfc822Attachments: true,
    maxNestingDepth: 50,
  });
  const of = (types: readonly string[]): string[] =>
    mail.attachments.filter(({ mimeType }) => types.includes(mimeType)).map(textOf);
  const text = (
    mail.text ||
    plain((mail.html ?? '').slice(0, longestNotice)) ||
    (mail.attachments.length === 0 ? bodyOf(raw) : '')
  ).slice(0, longestNotice);
  const [above, below] = parted(text, returnedMark);
  const [notice] = parted(above, reportMark);
  return {
    headers: mail.headers.map(({ key, value }) => ({ name: key, value: value ?? '' })),
    notice,
    // Servers that forget the types of their parts, or the blank line before them, leave the report in the text.
    reports: [...of(reportTypes), text],
    returned: [...of(returnedTypes), below].join('\n\n'),
  };
}

export const headerOf = ({ headers }: ReceivedMail, name: string): string =>
  headers.find((header) => header.name === name)?.value ?? '';

/** Of a mail that names parts in its header and has none. */
const bodyOf = (raw: Uint8Array): string => /\r?\n\r?\n(.*)/s.exec(Buffer.from(raw).toString('utf8'))?.[1] ?? '';

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
}

function parted(text: string, mark: RegExp): [string, string] {
  const at = text.search(mark);
  return at <= 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

const plain = (html: Email['html'] & string): string =>
  html
    .replaceAll(/<(style|script|head)\b[\s\S]{0,20000}?<\/\1>/gi, '')
    .replaceAll(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^>]{0,300}>/gi, '\n')
    .replaceAll(/<[^<>@]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
