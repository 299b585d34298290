import { anything, notLocalProgram, phrases, statusOf, type Wording } from './wording.js';

/** Too much of it, from the wrong sender, or with the wrong content. */
export const ofTheSender: readonly Wording[] = [
  {
    reason: 'speeding',
    says: phrases`
      receiving mail (too quickly|at a rate)
      rate that (prevents|exceeds)
      (sending|sent|mail|message|email|receiving|per user|recipient)\b…\brate (limit|is|has)…
      too (much|many) (mail|messages|e-?mails) (from|in|sent|too|per)
      sending (too )?(fast|quickly)
      too fast
      throttl
      slow down
      please (try again )?slow(er)?
      message (count|rate) (limit|exceeded)
      unusual rate
      exceeded…(hourly|daily|sending) (limit|quota)
    `,
    where: ({ text }) => !/connection rate|connections?\b[^.;]{0,20}rate/i.test(text),
  },
  {
    reason: 'toomanyconn',
    says: phrases`
      too many (concurrent |simultaneous |open |smtp )?(connections?|sessions?|recipients?|threads?|processes)
      connection (rate )?limit
      (connections?|sessions?)…(rate |count )?(limit|exceeded)
      max(imum)?( number of)? (connections|sessions|recipients)
      concurren\w+…(limit|exceed|connection)
      connection (rate|frequency)
      recipients? (limit|count)…(exceed|reached)?
      (number of|all)…(connections|slots)…(exceed|limit|in use)
    `,
  },
  {
    reason: 'rejected',
    says: phrases`
      unexpected volume or user complaints
      registered gateway user
      (domain|address|mx records?) of (the )?sender
      sender('s)?( e-?mail| domain| address| verif\w+| host)*…\b(rejected|denied|invalid|refused|unknown|blocked|disabled|not (allowed|accepted|exist|permitted|valid|verified|found)|does ?n[o']t exist|failed|could not be verified|is not)
      (rejected|invalid|bad|bogus|unrouteable|unroutable|unknown|null|empty|unverified|forged|denied|illegal)( envelope| return)?[ -]?(sender|mail from|return[ -]?path|<> sender)
      (sender|envelope)…callout
      mail from…\b(not|invalid|reject|denied|refused)
      batv
      backscatter
      (empty|null) (envelope|sender|return)
      dsns? (are )?not (accepted|allowed)
      emetteur
      expéditeur…(refusé|invalide|inconnu)
      absender…(abgelehnt|ungültig|unbekannt|nicht)
    `,
    where: ({ text }) => !/polic(y|ies)|unauthenticated|blacklist|blocklist|spam|ip address/i.test(text),
  },
  { reason: 'rejected', says: anything, where: statusOf('1.7', '1.8') },
  {
    reason: 'blocked',
    says: phrases`
      dnsbl
      \brbls?\b
      black[ -]?list
      block[ -]?list
      deny ?list
      spamhaus
      spamcop
      \bsorbs\b
      barracudacentral
      \bXBL\b
      \bSBL\b
      \bPBL\b
      \bCBL\b
      proofpoint\.com/(dnsbl|ip)
      (ip|client|host|server|address|network|connection|relay)\b…\b(blocked|banned|listed|rejected|denied|refused|blacklisted|prohibited)\b
      (blocked|banned|denied|rejected|refused)…\b(ip|host|network|connection from|your (server|network|ip))\b
      dynamic(ally)?[ -]?(ip|address|assigned|host|pool)
      dialup
      residential (ip|address)
      access from…(denied|blocked)
      blocked -? ?see
      not allowed to (connect|send mail from)
      (helo|ehlo)…(invalid|rejected|refused|must|not|bad|denied)
      go away
      bad (helo|ehlo)
      closing (transmission )?channel
      no access from mail server
      your (ip|host|server)…(not allowed|not permitted|refused)
    `,
    where: ({ text, command }) =>
      !/recipient address rejected|user unknown|address rejected: user|content|connection (refused|timed out|reset)(?! by)/i.test(
        text,
      ) && !(command === 'RCPT' && /^[^.]{0,20}\brecipient\b/i.test(text)),
  },
  {
    reason: 'userunknown',
    says: anything,
    where: (evidence) => notLocalProgram(evidence) && statusOf('1.0', '1.1', '1.3')(evidence),
  },
  {
    reason: 'spamdetected',
    says: phrases`
      \b(spam|spammy|junk|ube|uce|unsolicited|spamassassin|rspamd|cloudmark)\b
      \bbulk (mail|e-?mail)\b
      scored as
      looks like (bulk|unwanted|advert)
      (classified|identified|detected|flagged|considered|marked|tagged) as (a )?(spam|junk|unwanted|bulk|possible)
      unwanted (content|mail|message)
      high (spam )?probability
      similar to (known )?spam
      pornographic
      迷惑メール
      indésirable
      unerwünscht
    `,
  },
  {
    reason: 'policyviolation',
    says: phrases`
      (policy|policies)\b
      protocol violation
      (prohibited|banned|forbidden|blocked|disallowed|dangerous|illegal|suspicious) (attachment|file|extension|content|type|url|link)
      attachment…(not allowed|blocked|prohibited|type|forbidden)
      (does ?n[o']t|not) (conform|comply|meet)
      violat(es|ion|ed)
      message not (allowed|accepted)
      (content|message)…not acceptable
      administrative(ly)? (prohibit|denied|reject)
      prohibition
      richtlinie
      politique de
      suspicious
      delivery not authori[sz]ed
      contravenes
      for (security|abuse) reasons
      closed (list|group)
      moderat(or|ed)
      not (subscribed|a member)
    `,
    where: (evidence) => !/recipient address rejected: access denied/i.test(evidence.text),
  },
  {
    reason: 'contenterror',
    says: phrases`
      duplicate header
      improper use of 8-?bit
      8-?bit data
      (malformed|invalid|bad|corrupt|illegal|broken|too (many|long))…\b(mime|headers?|encoding|charset|content|body|line|message structure)\b
      (mime|headers?|body|content|encoding|line length)\b…\b(malformed|invalid|error|corrupt|too (long|many)|unsupported|not (allowed|supported))
      line too long
      header (size|count)
      wrong format
      content (rejected|not accepted|error)
      can'?t read (message|attach)
      smtputf8
      non-?ascii
      conversion (required|failed)
      this message (contains|has) invalid
    `,
  },
];
