import type { MailDelivery } from './mail-delivery.entity.js';
import { type PlainWords, plainWords } from './plain-words.js';
import type { Suppression } from './suppression.entity.js';

const inUtc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What has become of a mail, and what to do. Null where all is well. */
export function fateOfMail(mail: MailDelivery): PlainWords | null {
  const { state, bounceKind, reason, nextTryAt, recipient, content } = mail;
  const who = content.kind === 'invitation' ? content.name : recipient;
  if (state === 'cancelled')
    return { explanation: mail.response ?? 'It was not needed any more.', nextStep: 'Nothing to do.' };
  if (bounceKind === 'invalid-address') {
    return { ...plainWords('userunknown', who), explanation: 'This is not an e-mail address.' };
  }
  if (state === 'deferred') {
    const explanation = reason
      ? plainWords(reason, who).explanation
      : 'Our mail server cannot be reached, or refuses us.';
    return { explanation, nextStep: `Nothing to do: it is tried again${nextTryAt ? ` at ${inUtc(nextTryAt)}` : ''}.` };
  }
  return reason ? plainWords(reason, who) : null;
}

export function fateOfAddress({ address, kind, reason, until, diagnostic }: Suppression): PlainWords {
  if (kind === 'manual') return { explanation: diagnostic, nextStep: 'Remove it from the list to mail it again.' };
  const { explanation, nextStep } = plainWords(reason ?? 'userunknown', address);
  if (kind === 'invalid-address') return { explanation: 'This is not an e-mail address.', nextStep };
  if (until === null) return { explanation, nextStep };
  return { explanation, nextStep: `Nothing to do: it is mailed again from ${inUtc(until)} on.` };
}
