/** Why a mail was not delivered; the list of rb-sisimai (BSD-2), so that answers can be compared with others'. */
export const reasons = [
  'authfailure',
  'badreputation',
  'blocked',
  'contenterror',
  'delivered',
  'exceedlimit',
  'expired',
  'failedstarttls',
  'filtered',
  'hasmoved',
  'hostunknown',
  'mailboxfull',
  'mailererror',
  'mesgtoobig',
  'networkerror',
  'norelaying',
  'notaccept',
  'notcompliantrfc',
  'onhold',
  'policyviolation',
  'rejected',
  'requireptr',
  'securityerror',
  'spamdetected',
  'speeding',
  'suppressed',
  'suspend',
  'syntaxerror',
  'systemerror',
  'systemfull',
  'toomanyconn',
  'undefined',
  'userunknown',
  'virusdetected',
] as const;
export type Reason = (typeof reasons)[number];

/** The address itself is wrong, and will be tomorrow: nobody lives there, or no mail is taken there at all. */
const ofTheAddress: ReadonlySet<Reason> = new Set<Reason>(['userunknown', 'hostunknown', 'hasmoved', 'notaccept']);

/** `permanent`: the server has refused for good (5xx), which for a host without mail (`notaccept`) is not a matter of course. */
export function isHard(reason: Reason, permanent: boolean): boolean {
  return ofTheAddress.has(reason) && (reason !== 'notaccept' || permanent);
}
