import type { Evidence } from './evidence.js';
import type { Reason } from './reasons.js';
import { reasonOfStatus } from './status-codes.js';
import { reasonOfWording } from './wordings/reason-of-wording.js';

/** What somebody is called says nothing: `no-spam@…`, `user.unknown@…`. */
const address = /<?(?:"[^"\n]{1,64}"|[^\s<>()[\]"',;:|@]{1,64})@[\w.-]{1,255}>?/g;

/** `host mx.acme.example[192.0.2.1] said:` */
const speaker = /\bhost \S{1,255}(?: \[[^\]]{1,50}\])? said:/g;

/** Words first, since servers put one status to many things; then the status; then what little else there is. */
export function reasonOf(given: Evidence): Reason {
  const evidence = { ...given, text: given.text.replaceAll(address, '<@>').replaceAll(speaker, '') };
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
