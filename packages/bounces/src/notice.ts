/** What a notice for people says of one recipient. */
export interface NoticeEntry {
  readonly address: string;
  /** Everything that is said of it, on one line. */
  readonly text: string;
}

const address = /(?:"(?:[^"\\\n]|\\.){1,64}"|[^\s<>()[\]"',;:|@]{1,64})@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/;
// Quotes, brackets and words before an address that stands for a recipient at the beginning of a line.
const atStart = new RegExp(
  `^[\\s>*•-]{0,12}(?:(?:to|recipient|an|à|rcpt to|failed recipient|original-recipient|final-recipient)\\s*:\\s*(?:rfc822;)?\\s*)?['"<(]{0,2}(?:mailto:|smtp:)?(${address.source})['">)]{0,2}(?![\\w.-]*[\\w@])(?=$|[\\s:,;.(<])`,
  'i',
);
const anywhere = new RegExp(`['"<(]?(${address.source})`, 'gi');
const aboutHelp =
  /(contact|postmaster|help|support|assist|abuse|questions?|send mail to|mailto|please mail|webmaster|from:|reply-to|sender)[^.]{0,60}$/i;

/**
 * Recipients named in a notice: those at the beginning of a line, with the lines that follow; where there are none, those
 * in the middle of a sentence.
 *
 * @param others addresses of the sender and of the reporting server, which are nobody's recipients
 */
export function entriesIn(notice: string, others: ReadonlySet<string>): NoticeEntry[] {
  const lines = notice.replaceAll('\r', '').split('\n');
  const starts = lines.flatMap((line, index) => {
    const found = atStart.exec(line)?.[1];
    return found && !others.has(found.toLowerCase()) ? [{ found, index }] : [];
  });
  if (starts.length === 0) return inSentences(notice, others);
  const entries = starts.map(({ found, index }, nth) => {
    const end = starts[nth + 1]?.index ?? lines.length;
    return { address: found, text: oneLine(paragraph(lines.slice(index, end)).join('\n')) };
  });
  return merged(entries);
}

/** Up to a blank line; where the address stands alone, up to the end of what follows it. */
function paragraph(lines: readonly string[]): readonly string[] {
  const blank = lines.findIndex((line) => line.trim() === '');
  if (blank === -1) return lines;
  if (blank > 1 || !/^\S*\s*$/.test(lines[0]?.trim() ?? '')) return lines.slice(0, blank);
  return lines;
}

function inSentences(notice: string, others: ReadonlySet<string>): NoticeEntry[] {
  const found = [...notice.matchAll(anywhere)]
    .filter(({ index }) => !aboutHelp.test(notice.slice(Math.max(0, index - 80), index)))
    .map(([, name = '']) => name)
    .filter((name) => !others.has(name.toLowerCase()));
  return merged(found.slice(0, 1).map((name) => ({ address: name, text: oneLine(notice) })));
}

/** A server that names one recipient in a list and again beside the reason speaks of one. */
function merged(entries: readonly NoticeEntry[]): NoticeEntry[] {
  const byAddress = new Map<string, NoticeEntry>();
  for (const { address: name, text } of entries) {
    const key = name.toLowerCase();
    const before = byAddress.get(key);
    byAddress.set(key, { address: before?.address ?? name, text: [before?.text, text].filter(Boolean).join(' ') });
  }
  return [...byAddress.values()];
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
