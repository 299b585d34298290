import type { Evidence } from '../evidence.js';
import type { Reason } from '../reasons.js';
import { ofOurStanding } from './of-our-standing.js';
import { ofTheAddress } from './of-the-address.js';
import { ofTheMailbox } from './of-the-mailbox.js';
import { ofTheSender } from './of-the-sender.js';
import { ofTheServers } from './of-the-servers.js';

/**
 * Collected from what servers document (Postfix, Exim, Sendmail, qmail, Exchange and its `#x.y.z` texts, Gmail's and
 * Yahoo's pages of SMTP errors) and from mails in English, German, French, Spanish, Italian, Portuguese and Japanese. What
 * the reasons mean: rb-sisimai. The special stand before the general, and the first that matches decides.
 */
const wordings = [...ofTheMailbox, ...ofOurStanding, ...ofTheAddress, ...ofTheSender, ...ofTheServers];

export function reasonOfWording(evidence: Evidence): Reason | undefined {
  return wordings.find(({ says, where }) => says.test(evidence.text) && (where?.(evidence) ?? true))?.reason;
}
