import type { Reason } from './reasons.js';

/**
 * Enhanced status codes that say the reason by themselves, without their class digit (RFC 3463 and the IANA registry of
 * enhanced status codes). Those that servers use for everything (X.0.0, X.3.0, X.5.0) are not among them.
 */
const reasonByDetail: Readonly<Record<string, Reason>> = {
  '1.0': 'userunknown',
  '1.1': 'userunknown',
  '1.2': 'hostunknown',
  '1.3': 'userunknown',
  '1.4': 'filtered',
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.9': 'systemerror',
  '1.10': 'notaccept',
  '2.0': 'filtered',
  '2.1': 'suspend',
  '2.2': 'mailboxfull',
  '2.3': 'exceedlimit',
  '2.4': 'filtered',
  '3.1': 'systemfull',
  '3.2': 'notaccept',
  '3.3': 'systemerror',
  '3.4': 'mesgtoobig',
  '3.5': 'systemerror',
  '4.1': 'expired',
  '4.2': 'networkerror',
  '4.3': 'systemerror',
  '4.4': 'networkerror',
  '4.5': 'toomanyconn',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '5.3': 'toomanyconn',
  '5.4': 'systemerror',
  '5.5': 'systemerror',
  '7.1': 'blocked',
  '7.2': 'blocked',
  '7.13': 'suspend',
  '7.16': 'mesgtoobig',
  '7.17': 'hasmoved',
  '7.18': 'hasmoved',
  '7.20': 'authfailure',
  '7.21': 'authfailure',
  '7.22': 'authfailure',
  '7.23': 'authfailure',
  '7.24': 'authfailure',
  '7.25': 'requireptr',
  '7.26': 'authfailure',
  '7.27': 'notaccept',
  '7.28': 'speeding',
  '7.29': 'authfailure',
  '7.30': 'failedstarttls',
};

/** Only the subject is told: a media error, a security matter. */
const reasonBySubject: Readonly<Record<string, Reason>> = { '6': 'contenterror', '7': 'securityerror' };

export function reasonOfStatus(status: string): Reason | undefined {
  const [kind, subject = '', detail = ''] = status.split('.');
  // A 5.2.1 of a mailbox that takes no mail for good, and not for now, is a choice of its owner more often than not.
  if (status === '5.2.1') return 'filtered';
  // No route for good is a wrong host; no route for now is the network's matter.
  if (kind === '5' && subject === '4' && detail === '0') return 'networkerror';
  return reasonByDetail[`${subject}.${detail}`] ?? reasonBySubject[subject];
}
