import { type Reason, readAnswer } from '@crm/bounces';
import type { BounceKind } from '@crm/events';

/** What came of one try to send a mail. */
export type Verdict =
  | { readonly state: 'sent'; readonly response: string }
  | {
      readonly state: 'bounced';
      readonly kind: BounceKind;
      readonly status: string | null;
      readonly response: string;
      readonly reason: Reason;
      /** The address itself was refused: it is not mailed again. */
      readonly suppress: boolean;
    }
  /** `answered`: the server has refused for now; otherwise it could not be asked, which is no fault of the mail. */
  | {
      readonly state: 'deferred';
      readonly answered: boolean;
      readonly status: string | null;
      readonly response: string;
      readonly reason: Reason | null;
    }
  /** There is no reason to send it any more. */
  | { readonly state: 'cancelled'; readonly response: string };

/** What nodemailer says of a failed try. */
export interface SmtpFailure {
  readonly message: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** The SMTP command that was refused. */
  readonly command?: string;
}

/** Said for good by some servers, and over in hours all the same. */
const passing: ReadonlySet<Reason> = new Set<Reason>(['mailboxfull', 'systemfull', 'speeding', 'toomanyconn']);

/**
 * A refusal for good (5xx) is a bounce: of the address where the reason lies in it, else of this mail alone. Everything
 * that the server says for now, or does not say, may be otherwise later (RFC 5321, 4.2.1). A refusal of ourselves (AUTH,
 * MAIL FROM) says nothing about the recipient.
 */
export function verdictOf(failure: SmtpFailure): Verdict {
  const { responseCode, command = '' } = failure;
  const response = failure.response ?? failure.message;
  const atRecipient = command.startsWith('RCPT');
  const atMessage = command.startsWith('DATA') || command.startsWith('BDAT');
  const { reason, hard, status } = readAnswer(response, atRecipient ? 'RCPT' : atMessage ? 'DATA' : null);
  if (responseCode === undefined || !(atRecipient || atMessage)) {
    return { state: 'deferred', answered: false, status, response, reason: null };
  }
  if (responseCode < 500 || passing.has(reason)) return { state: 'deferred', answered: true, status, response, reason };
  const unreadable =
    (responseCode === 501 || responseCode === 553) && (hard || reason === 'syntaxerror' || reason === 'onhold');
  if (atRecipient && (unreadable || status === '5.1.3'))
    return { state: 'bounced', kind: 'invalid-address', status, response, reason, suppress: true };
  return { state: 'bounced', kind: 'hard', status, response, reason, suppress: hard };
}
