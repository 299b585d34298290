/** The command that a server answered; `CONN` before any, `DATA` also at the end of the message. */
export type Command = 'CONN' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA';

// Not a part of an address of four numbers, and not a version: `(#5.1.1)`, `550-5.7.1 `, `[5.2.2]`.
const status = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/g;
// RFC 5321, 4.2.2 and 4.2.3, with those of AUTH (RFC 4954), STARTTLS and RFC 7504.
const replyCode =
  /(?<![\d.:#-])(211|214|2[25][0-2]|235|250|354|42[1-2]|43[0-2]|45[0-5]|50[0-4]|52[1-3]|53[0-58]|55[0-7]|57[1-4])(?=[ \-:]|$)/g;

/** The enhanced status code (RFC 3463) that says most: `5.0.0` says nothing but the class. */
export function statusIn(text: string): string | null {
  const found = [...text.matchAll(status)].map(([code]) => code);
  return found.find((code) => !isVague(code)) ?? found[0] ?? null;
}

/** `X.0.0`, or no status at all. */
export const isVague = (code: string | null): boolean => code === null || /^\d\.0\.0$/.test(code);

/** The reply code; of the class of `ofStatus` where that is given. */
export function replyCodeIn(text: string, ofStatus: string | null = null): string | null {
  const found = [...text.matchAll(replyCode)].map(([code]) => code);
  return found.find((code) => ofStatus === null || code[0] === ofStatus[0]) ?? null;
}

const commands: readonly (readonly [RegExp, Command])[] = [
  [/in reply to (?:the )?(?:end of )?DATA\b/i, 'DATA'],
  [/in reply to (?:the )?RCPT\b/i, 'RCPT'],
  [/in reply to (?:the )?MAIL\b/i, 'MAIL'],
  [/in reply to (?:the )?(?:EHLO|HELO|LHLO)\b/i, 'EHLO'],
  [/(?:for|at|after|to) (?:the )?RCPT(?: TO)? command/i, 'RCPT'],
  [/(?:for|at|after|to) (?:the )?MAIL(?: FROM)? command/i, 'MAIL'],
  // Exim
  [/after RCPT TO:/i, 'RCPT'],
  [/after MAIL FROM:/i, 'MAIL'],
  [/after (?:end of data|DATA|pipelined DATA|sending data block)/i, 'DATA'],
  [/after (?:EHLO|HELO)/i, 'EHLO'],
  // Sendmail's transcript
  [/>>> RCPT To:/i, 'RCPT'],
  [/>>> MAIL From:/i, 'MAIL'],
  [/>>> (?:DATA|\.)\s*(?:$|<<<)/im, 'DATA'],
  [/>>> (?:EHLO|HELO)/i, 'EHLO'],
  // Gmail: the states of its client
  [/\(state 1[34]\)/i, 'RCPT'],
  [/\(state 1[278]\)/i, 'DATA'],
  [/\(state 9\)/i, 'MAIL'],
  // qmail, IIS, others
  [/does not like recipient|RCPT TO:?<[^>]{0,320}> (?:failed|rejected)|rcpt-to\b|recipient was rejected/i, 'RCPT'],
  [/sender was rejected|does not like (?:the )?(?:envelope )?sender/i, 'MAIL'],
  [/failed (?:on|after) (?:the )?DATA|after I sent the message/i, 'DATA'],
  [/refused to talk to me|while (?:receiving|waiting for) the initial server greeting/i, 'CONN'],
];

/** Which command was refused, where the report says so. */
export function commandIn(text: string): Command | null {
  return commands.find(([wording]) => wording.test(text))?.[1] ?? null;
}
