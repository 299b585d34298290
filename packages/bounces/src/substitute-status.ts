import type { Reason } from './reasons.js';

/** Details of `X.0.9dd`, which RFC 3463 leaves unassigned; the same that rb-sisimai gives, so that answers compare. */
const details: Partial<Record<Reason, number>> = {
  undefined: 900,
  onhold: 901,
  syntaxerror: 902,
  norelaying: 909,
  filtered: 910,
  userunknown: 911,
  hostunknown: 912,
  hasmoved: 916,
  rejected: 918,
  suspend: 921,
  mailboxfull: 922,
  exceedlimit: 923,
  systemerror: 930,
  systemfull: 931,
  notaccept: 932,
  mesgtoobig: 934,
  mailererror: 939,
  networkerror: 944,
  toomanyconn: 945,
  expired: 947,
  contenterror: 960,
  securityerror: 970,
  blocked: 971,
  virusdetected: 971,
  policyviolation: 972,
  spamdetected: 980,
};

/** A status for a reason that came without one. */
export function substituteStatus(reason: Reason, permanent: boolean): string {
  return `${permanent ? 5 : 4}.0.${details[reason] ?? 0}`;
}
