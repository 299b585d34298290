import type { BounceKind } from '@crm/events';

/** What came of one try to send a mail. */
export type Verdict =
  | { readonly state: 'sent'; readonly response: string }
  | {
      readonly state: 'bounced';
      readonly kind: BounceKind;
      readonly status: string | null;
      readonly response: string;
      /** The address itself was refused: it is not mailed again. */
      readonly suppress: boolean;
    }
  /** `answered`: the server has refused for now; otherwise it could not be asked, which is no fault of the mail. */
  | {
      readonly state: 'deferred';
      readonly answered: boolean;
      readonly status: string | null;
      readonly response: string;
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

const enhancedStatus = /\b[245]\.\d{1,3}\.\d{1,3}\b/;

/**
 * Refusals of the recipient for good (5xx to RCPT TO) are hard bounces of the address; refusals of the message for good
 * are bounces of this mail alone; everything else that the server says, or does not, may be otherwise later (RFC 5321,
 * 4.2.1). A refusal of ourselves (AUTH, MAIL FROM) says nothing about the recipient.
 */
export function verdictOf(failure: SmtpFailure): Verdict {
  const { responseCode, command = '' } = failure;
  const response = failure.response ?? failure.message;
  const status = enhancedStatus.exec(response)?.[0] ?? null;
  const atRecipient = command.startsWith('RCPT');
  const atMessage = command.startsWith('DATA') || command.startsWith('BDAT');
  if (responseCode === undefined || !(atRecipient || atMessage)) {
    return { state: 'deferred', answered: false, status, response };
  }
  if (responseCode < 500) return { state: 'deferred', answered: true, status, response };
  const malformed = atRecipient && (responseCode === 501 || responseCode === 553 || status === '5.1.3');
  return { state: 'bounced', kind: malformed ? 'invalid-address' : 'hard', status, response, suppress: atRecipient };
}
