import type { Evidence } from '../evidence.js';
import type { Reason } from '../reasons.js';

/** How servers say a reason. */
export interface Wording {
  readonly reason: Reason;
  readonly says: RegExp;
  /** What else must be so. */
  readonly where?: (evidence: Evidence) => boolean;
}

/** One of these, one a line, in any case; `…` stands for some words of the same sentence. */
export function phrases({ raw: [text = ''] }: TemplateStringsArray): RegExp {
  const lines = text.split('\n').map((line) => line.trim());
  return new RegExp(lines.filter(Boolean).join('|').replaceAll('…', '(?:[^.;。]|\\.(?=\\S)){0,60}'), 'i');
}

export const anything = /^/;

export const atMail = ({ command }: Evidence): boolean => command === 'MAIL';
export const beforeMail = ({ command }: Evidence): boolean => command === 'CONN' || command === 'EHLO';
/** A server speaks, and not a program of the reporting machine. */
export const notLocalProgram = ({ type }: Evidence): boolean => type !== 'x-unix';

/** The status has one of these details, whatever its class. */
export const statusOf =
  (...details: readonly string[]) =>
  ({ status }: Evidence): boolean =>
    details.includes(status?.slice(2) ?? '');
