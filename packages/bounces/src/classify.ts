import type { Evidence } from './evidence.js';
import type { Reason } from './reasons.js';
import { reasonOfStatus } from './status-codes.js';
import { reasonOfWording } from './wordings/reason-of-wording.js';

/** Words first, since servers put one status to many things; then the status; then what little else there is. */
export function reasonOf(evidence: Evidence): Reason {
  const { status, text, type, replyCode, command, action } = evidence;
  if (action === 'delivered' || status?.startsWith('2.')) return 'delivered';
  return (
    reasonOfWording(evidence) ??
    (status ? reasonOfStatus(status) : undefined) ??
    (type === 'x-unix' || type === 'x-postfix' ? 'mailererror' : undefined) ??
    (replyCode?.startsWith('50') ? 'syntaxerror' : undefined) ??
    (action === 'delayed' ? 'expired' : undefined) ??
    (command === 'CONN' || command === 'EHLO' ? 'blocked' : undefined) ??
    (text === '' ? 'undefined' : 'onhold')
  );
}
