import type { NoticeEntry } from './notice.js';

const line = /^\s*(In|Out): +(.*)$/;

/** Recipients of a session that a server (Postfix) reports to its own people, each with the answer that ended it. */
export function transcriptIn(notice: string): NoticeEntry[] {
  const session = notice.split('\n').flatMap((text) => {
    const [, side, words = ''] = line.exec(text.trimEnd()) ?? [];
    return side ? [{ side, words }] : [];
  });
  const refused = session.findIndex(({ side, words }) => side === 'Out' && /^[45]\d\d /.test(words));
  if (refused < 1) return [];
  const command =
    session
      .slice(0, refused)
      .findLast(({ side }) => side === 'In')
      ?.words.split(/[ :]/)[0] ?? '';
  const text = `${session[refused]?.words ?? ''} (in reply to ${command} command)`;
  return session.flatMap(({ side, words }) => {
    const [, address] = (side === 'In' && /^RCPT TO: ?<([^>]+)>/i.exec(words)) || [];
    return address ? [{ address, text }] : [];
  });
}
