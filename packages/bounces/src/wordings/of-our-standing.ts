import { anything, notLocalProgram, phrases, statusOf, type Wording } from './wording.js';

/** What we are not allowed, by where we come from or what proves who we are. */
export const ofOurStanding: readonly Wording[] = [
  // Not yet: the next try may be taken.
  { reason: 'blocked', says: /gr[ea]y-?list/i },
  {
    reason: 'norelaying',
    says: phrases`
      relay(ing)?( access)?( is| was)?( not)? (denied|prohibited|permitted|allowed|disallowed|forbidden|rejected|refused|restricted)
      (denied|prohibit\w*|permitted|allowed|unable|not|refus\w*|cannot|can't|don't|no)( to)?…\brelay(ing)?\b
      relay(ing)? (mail )?(for|to)…(denied|not|prohibited)
      not (a )?(local|gateway)( domain|…relay)
      (isn't|not) in my (list of allowed )?(rcpthosts|control)
      not an open relay
      identities failed the check
      (identit\w+|e-?mail address) is not verified
      must (be authenticated|authenticate)…to relay
      relay not
      authenticat\w+ (is )?required (for|to) relay
    `,
    where: notLocalProgram,
  },
  { reason: 'contenterror', says: /(duplicate|multiple|malformed) header/i },
  {
    reason: 'authfailure',
    says: phrases`
      \b(DMARC|SPF|DKIM|sender[ -]?id|ARC)\b…(fail|policy|reject|not pass|did not|quarantine|invalid|hard ?fail|not (aligned|accepted|allowed|authori[sz]ed|permitted)|check|validation|verif|unauthenticated|missing)
      (fail\w*|reject\w*|violat\w*|does not pass|not accepted|unauthenticated|pass(ing)?|due to)…\b(DMARC|SPF|DKIM|sender policy framework)\b
      not authenticated…(spf|dkim|sender)
      authentication checks?…fail
      sender policy framework
    `,
  },
  { reason: 'authfailure', says: anything, where: statusOf('7.20', '7.21', '7.22', '7.23', '7.24', '7.26', '7.29') },
  {
    reason: 'requireptr',
    says: phrases`
      \bPTR\b
      reverse[ -]?(dns|hostname|lookup|map|name)
      \brdns\b
      (ip|client|address|host ?name)…(does not resolve|cannot be resolved|not resolv)
      cannot (find|resolve|determine) your (host ?name|reverse)
      no (valid )?(reverse|hostname for)
      fcrdns
      client host ?name
      dns pointer
    `,
    where: (evidence) => !/sender address|domain of sender/i.test(evidence.text),
  },
  {
    reason: 'badreputation',
    says: phrases`
      reputation
      sender ?score
      senderbase
      \btalos\b
      has a poor
      low (ip )?trust
      untrusted (ip|sender|network)
    `,
    where: ({ text }) => !/dnsbl|blacklist|blocklist|block list/i.test(text),
  },
  {
    reason: 'virusdetected',
    says: phrases`
      \b(virus|malware|trojan|worm|infected|clamav|ransomware|phishing url)\b
      virus(es)? (detected|found)
      contains (a )?(virus|malicious)
      ウイルス
      ウィルス
      virenverdacht
    `,
    where: ({ text }) => !/anti-?virus (system|gateway|service) (unavailable|error|timeout)|no virus/i.test(text),
  },
  {
    reason: 'notcompliantrfc',
    says: phrases`
      not (rfc|compliant|in compliance)
      \brfc ?-?(82[12]|532[12]|282[12])\b…
      multiple\b…\baddresses in from
      (missing|multiple|duplicate|no|invalid|two)…\b(message-?id|from|date|to|subject)\b:? header
      from: header…not (accepted|valid)
      non-?compliant
      headers? (are |is )?not (rfc|compliant)
      bare (lf|cr|linefeed)
    `,
    where: ({ text }) => !/local part|sender address|rfc ?7489/i.test(text),
  },
];
