import type { Evidence } from '../evidence.js';
import { anything, notLocalProgram, phrases, statusOf, type Wording } from './wording.js';

/** Nobody of this name is there. */
const saysUnknownUser = phrases`
      (user|recipient|address|mail ?box|account|person|addressee|destinatário|local part|alias|e-?mail)( name)?\b…\b(unknown|not (found|known|exist|listed|recognized|active|local|valid|present|available|here|ok|registered)|(does|do|did|would)( not|n'?t) (exist|have)|doesn?'?t exist|could( not|n'?t) be found|was not found|can ?not be found|no longer (valid|exists?|available|in use|active|accepts)|invalid|unavailable|is wrong|not our|isn'?t (valid|here)|has been (deleted|removed)|undeliverable)
      (unknown|no such|invalid|bad|nonexistent|non-existent|unrouteable|unroutable|unresolvable|unrecognized|inactive|wrong|illegal) (local |e-?mail |mail ?box |destination |virtual |forward )*(user|recipient|address|mail ?box|account|person|name|local[ -]?part|alias|destination|rcpt)
      address rejected[\s.]*(\(|$|<?[^\s@:]+@)
      address rejected: (access denied|unverified|undeliverable)
      no (mail ?box|account|user|one|recipient|valid (user|recipient)s?|such|person|local)…\b(here|by that name|found|with|at|for|of|named|matches)\b
      (is not|isn'?t) (a |an )?(known|valid|local|active|registered|existing) (user|recipient|address|mailbox|account|e-?mail)
      not (a )?(valid|known|local|existing) (user|recipient|mailbox|address|account|e-?mail)
      \bbad ?rcpt
      validrcptto
      recipnotfound
      recipient ?not ?found
      user ?unknown
      usernotfound
      no ?such ?user
      nosuchuser
      mailbox unavailable
      can'?t accept user
      not in (the )?(directory|address book|our database)
      not listed in…(directory|address book|domino)
      (address|user|recipient|account)…couldn'?t be found
      couldn'?t be found or is invalid
      unknown to
      (benutzer|empfänger|adresse|postfach|konto|e-?mail-?adresse)…(unbekannt|nicht (gefunden|bekannt|vorhanden)|existiert nicht|ungültig)
      unbekannte[rsn]? (benutzer|empfänger|adresse)
      (utilisateur|destinataire|adresse|bo[iî]te|compte)…(inconnue?|introuvable|n'existe p|invalide)
      (usuario|destinatario|direcci[oó]n|buz[oó]n|cuenta|utente|usu[aá]rio|casella|indirizzo|endereço)…(desconocid|no existe|sconosciut|inesistente|non esiste|não existe|desconhecid|inv[aá]lid)
      no existe…(usuario|persona|buz[oó]n)
      (宛先|ユーザー?|受信者|メールアドレス|アドレス|メールボックス)…(不明|存在しま?せん|存在しない|見つかりません|見つからない|ありません|無効|間違)
    `;

/**
 * A server that knows its users says so at RCPT TO, or by X.1.1. The same words after the message, or nobody knows when,
 * may as well be a filter that hides behind them: this is no proof that the address is wrong.
 */
const provesUnknownUser = (evidence: Evidence): boolean =>
  evidence.command === 'RCPT' ||
  statusOf('1.0', '1.1', '1.3', '1.10', '4.1')(evidence) ||
  (evidence.type === 'notice' && evidence.replyCode === null);

/** "Temporarily unavailable" will be there again, and the 450 of RFC 5321 means a mailbox that is busy. */
const forNow = ({ text, replyCode }: Evidence): boolean =>
  /temporar|try (it )?(again )?later/i.test(text) ||
  (replyCode === '450' && /mailbox (is )?(unavailable|busy)/i.test(text));

/** Postfix tells what it holds against the sender only when it is asked for the recipient. */
const aboutUs = ({ text }: Evidence): boolean =>
  /\b(sender|mail from|from address|reverse-?path|helo|ehlo|client host|your (ip|host|server|domain)|spam|polic(y|ies)|black ?list|block ?list|blocked|reputation|relay)\b/i.test(
    text,
  );

const aboutTheRecipient = (evidence: Evidence): boolean =>
  notLocalProgram(evidence) && !forNow(evidence) && !aboutUs(evidence);

/** Nobody is there: neither the user nor the host. */
export const ofTheAddress: readonly Wording[] = [
  {
    reason: 'userunknown',
    says: /(mail\.local|deliver(quota)?|vdeliver(mail)?|vchkpw|vpopmail|maildrop|local mailer|lmtp)\b[^\n]{0,20}:\s*(invalid or )?(unknown user|user unknown|no such user)/i,
  },
  {
    reason: 'networkerror',
    says: phrases`
      host(name)?( name)? lookup (failure|failed|error)…(try|tempor)
      host not found,? try again
      name service error…(try again|malformed|unexpected|timed? ?out|servfail)
      temporary (dns|name|resolution)…(fail|error)
      dns…(temporar|timed? ?out|servfail|loop)
      name server…(timeout|timed out|not respond)
    `,
  },
  {
    reason: 'notaccept',
    says: phrases`
      null ?mx
      does not (accept|receive) (any )?(e-?)?mail
      accepts no mail
      host (does not|never) accept
      no mail (accepted|here|service)
      nullmx
      smtp protocol returned a permanent error
      mx (record )?is (\.|empty)
      domain does not accept mail
    `,
    where: notLocalProgram,
  },
  {
    reason: 'hostunknown',
    says: phrases`
      (host|domain)( name)?( or domain name)?…\b(unknown|not found|does ?n[o']t exist|could not be found|cannot be found|is invalid|no longer exists|must exist)
      (unknown|no such|invalid|unrout(e)?able|illegal|nonexistent|non-existent|bad destination) (mail )?(host|domain|mail domain)
      unroute?able( mail)? domain
      nxdomain
      couldn't find any host
      no (valid )?(mx|mail (server|exchanger)|hosts?)( record)?s? (found|for|exist)
      all relevant mx records point to non-existent
      name or service not known
      cannot (resolve|find) (the )?(host|domain)
      host lookup did not complete
      unable to (look ?up|resolve|route)…(domain|host)
      unrouteable mail domain
      host or domain name not found
      hostname nor servname
      dns domain…does not exist
      domäne…(nicht gefunden|existiert nicht)
      domaine…(introuvable|inconnu|n'existe pas)
      (ドメイン|ホスト)…(存在しません|見つかりません|不明)
    `,
    where: ({ text, command, status }) =>
      command !== 'MAIL' &&
      !/user|mailbox|account|sender|mail from|from address|helo|ehlo|your domain/i.test(text) &&
      !status?.startsWith('5.1.1'),
  },
  { reason: 'hostunknown', says: anything, where: statusOf('1.2') },

  {
    reason: 'userunknown',
    says: saysUnknownUser,
    where: (evidence) => aboutTheRecipient(evidence) && provesUnknownUser(evidence),
  },
  {
    reason: 'filtered',
    says: saysUnknownUser,
    where: (evidence) => aboutTheRecipient(evidence) && (evidence.command === null || evidence.command === 'DATA'),
  },
];
