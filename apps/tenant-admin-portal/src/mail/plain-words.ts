import type { Reason } from '@crm/bounces';

interface Words {
  readonly explanation: string;
  /** What helps once the mail is given up; `{who}` is the recipient. */
  readonly next: string;
}

const another = 'Ask {who} for another address, then change it in Users.';
const later = 'Nothing to do: the next mail is tried as usual.';
const ours = 'Nothing is wrong with the address: tell whoever runs your mail server what was answered.';
const theirs = 'Ask {who} to let mails of this platform through, then send it again.';

/** Reasons in words for people who know no SMTP. */
const words: Readonly<Record<Reason, Words>> = {
  authfailure: { explanation: 'The mail could not be proved to come from our domain (SPF, DKIM, DMARC).', next: ours },
  badreputation: { explanation: 'Our mail server has a bad reputation there.', next: ours },
  blocked: { explanation: 'Our mail server is blocked there.', next: ours },
  contenterror: { explanation: 'The receiving server could not read the mail.', next: ours },
  delivered: { explanation: 'The mail was delivered.', next: 'Nothing to do.' },
  exceedlimit: { explanation: 'The mail is larger than this mailbox takes.', next: theirs },
  expired: { explanation: 'The receiving server could not be reached in time.', next: later },
  failedstarttls: { explanation: 'The receiving server and ours agree on no encryption.', next: ours },
  filtered: { explanation: 'The recipient, or a filter of theirs, has refused the mail.', next: theirs },
  hasmoved: { explanation: 'The recipient has moved to another address.', next: another },
  hostunknown: { explanation: "The address's domain does not exist.", next: another },
  mailboxfull: {
    explanation: 'The mailbox is full.',
    next: 'Tell {who} to make room; the next mail is tried as usual.',
  },
  mailererror: { explanation: "A program behind the recipient's mailbox has failed.", next: later },
  mesgtoobig: { explanation: 'The mail is larger than the receiving server takes.', next: ours },
  networkerror: { explanation: 'The network between the mail servers failed.', next: later },
  norelaying: { explanation: 'The server that was asked takes no mail for this address.', next: ours },
  notaccept: { explanation: "The address's domain takes no mail at all.", next: another },
  notcompliantrfc: { explanation: 'The receiving server objects to the form of the mail.', next: ours },
  onhold: { explanation: 'The receiving server refused the mail in words of its own: see its answer.', next: theirs },
  policyviolation: { explanation: "The mail breaks a rule of the recipient's organisation.", next: theirs },
  rejected: { explanation: 'The receiving server refuses our sender address.', next: ours },
  requireptr: { explanation: 'Our mail server lacks a name in the DNS (PTR).', next: ours },
  securityerror: {
    explanation: 'The receiving server asks for a proof or a permission that we do not have.',
    next: ours,
  },
  spamdetected: { explanation: 'The mail was taken for spam.', next: theirs },
  speeding: { explanation: 'The recipient got too many mails in a short time.', next: later },
  suppressed: {
    explanation: 'The address is on the suppression list: earlier mails did not reach it, or somebody has entered it.',
    next: 'If the address is right, remove it from the list under Mail, Suppressed; otherwise ask {who} for another one.',
  },
  suspend: { explanation: 'The mailbox is switched off.', next: another },
  syntaxerror: { explanation: 'The mail servers did not understand each other.', next: ours },
  systemerror: { explanation: 'The receiving server had an error.', next: later },
  systemfull: { explanation: 'The receiving server has no room left.', next: later },
  toomanyconn: { explanation: 'The receiving server takes no more mails of us at the moment.', next: later },
  undefined: { explanation: 'The mail came back, and nobody said why.', next: later },
  userunknown: { explanation: 'Nobody has this address.', next: another },
  virusdetected: { explanation: 'The mail was taken for a virus.', next: ours },
};

export interface PlainWords {
  readonly explanation: string;
  readonly nextStep: string;
}

/** @param who how the recipient is called in a sentence */
export function plainWords(reason: Reason, who: string): PlainWords {
  const { explanation, next } = words[reason];
  return { explanation, nextStep: next.replace('{who}', () => who) };
}
