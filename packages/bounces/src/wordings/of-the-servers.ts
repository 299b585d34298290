import { atMail, beforeMail, notLocalProgram, phrases, type Wording } from './wording.js';

/** What is the matter of the servers between us, and words so general that they come last. */
export const ofTheServers: readonly Wording[] = [
  {
    reason: 'failedstarttls',
    says: phrases`
      starttls
      \btls\b…(required|fail|negotiat|not (available|offered|supported)|handshake)
      must issue a
      certificate (verif|untrusted|expired|not)
      \bssl\b…(fail|error)
      mta-sts
      \bdane\b…(fail|valid|record)
    `,
  },
  {
    reason: 'securityerror',
    says: phrases`
      unauthenticated
      authentication (is )?(required|failed|failure|turned on|needed|unsuccessful)
      not authenticated
      (bad|invalid|wrong|incorrect) (credentials|password|username)
      credentials
      please (log ?in|authenticate)
      not authori[sz]ed
      unauthori[sz]ed
      (user|account) (name )?and password
      you are not allowed
      insufficient (permission|rights|privileg)
      permission denied
      encryption (needed|required)
      verification failure
      only accepts? (mail|messages) from (authori[sz]ed|known|internal)
      cryptograph
    `,
    where: notLocalProgram,
  },
  {
    reason: 'mailererror',
    says: phrases`
      procmail
      \|/\S+
      \|IFS=
      (program|command|mailer|pipe|filter)…\b(exit(ed)?|died|returned|failed|crashed|signal|status|error)\b
      exit (status|code)
      command (output|failed|died|time limit)
      x-unix; \d+
      died on signal
      can't (create|open|exec)
      unable to (create|write|open|lock)…(mailbox|file|dot-?lock)
      local mailer (failed|error)
      temporary failure\.? command output
    `,
  },
  {
    reason: 'systemfull',
    says: phrases`
      (system|server|disk|spool|queue|storage|partition|filesystem|file system)\b…\b(is |was )?(full|out of (space|storage|disk))
      insufficient (system |disk )?(storage|resources|space)
      no space left
      out of (memory|disk)
      not enough (memory|resources)
    `,
  },
  {
    reason: 'networkerror',
    says: phrases`
      no route to host
      network (is )?(unreachable|error|down|failure)
      connection (reset|lost|dropped|refused|aborted|failure|broken|closed|was (reset|closed|dropped))
      lost connection
      connection (died|terminated)
      (mail|routing|forwarding)[ -]?(loop|hop)
      loop(s)? (back|detected|condition)
      too many hops
      hop(s)?( count)? (limit|exceeded|count)
      maximum (allowed )?(hop|times|forward)
      maximum allowed times
      host (is )?unreachable
      unreachable host
      couldn't (connect|reach)
      could not connect
      unable to connect
      bad (connection|dns)
      broken pipe
      malformed (dns|name server)
      name service error
      (mx|server|host)…loops? back
      established connection
      connect to…: (no route|network|connection refused|connection reset|host is down)
      conversation with…(timed out|closed)
      remote server (closed|disconnect)
      message looping
    `,
  },
  {
    reason: 'expired',
    says: phrases`
      timed?[ -]?out
      time-?out
      (delivery|retry|queue|message)…\b(time|timeout|lifetime|period|limit)\b…\b(exceeded|expired|over|elapsed|reached)
      (been|was|is) (in the queue|on the queue|undeliverable|queued)…(too long|for|days|hours)
      could not be delivered for
      not (been )?delivered (for|within|after|in)…(days?|hours?|minutes)
      delivery (expired|time expired)
      (days?|hours?) (old|without|ago)
      retry (time|timeout)
      gave up
      giving up
      too old
      expired
      cannot send message (for|within)
      unable to deliver…(for|within|after)…\d
      will be (retried|deleted)
      still being retried
      delayed
      temporarily deferred
      (配信|送信)…(期限|時間)
      nicht innerhalb
    `,
    where: notLocalProgram,
  },
  {
    reason: 'suppressed',
    says: phrases`
      suppression list
      suppress(ed|ion)
      previously (bounced|unsubscribed|marked as spam)
      bounced address
      unsubscribed address
      (recipient|address)…unsubscribed
      hard ?bounced? (recently|before)
    `,
  },
  {
    reason: 'notaccept',
    says: phrases`
      \bnot accepting (network |any )?(mail|messages|e-?mail)
      not (currently )?accept\w* (mail|messages|smtp)
      service not (available|accept)
      mail (service|server)…(not available|unavailable|not running)
      does not run
      closed for
      (smtp|mail) service (is )?(unavailable|disabled|not)
    `,
    where: ({ text, command }) =>
      command === 'CONN' || command === null ? !/for (user|recipient|mailbox)|service unavailable/i.test(text) : false,
  },
  {
    reason: 'blocked',
    says: phrases`
      reject
      den(y|ied)
      refus
      block
      forbid
      not (allowed|permitted|accept)
    `,
    where: beforeMail,
  },
  {
    reason: 'rejected',
    says: phrases`
      access denied
      reject
      den(y|ied)
      refus
      not (allowed|permitted|accept)
    `,
    where: atMail,
  },
  {
    reason: 'systemerror',
    says: phrases`
      transaction failed
      queue file
      write error
      internal (server )?error
      (server|system|software|configuration|config|resource|database|ldap|directory|lookup|backend|service|processing|local|resources)\b…\b(error|fail(ed|ure)?|problem|unavailable|misconfigur|temporarily)
      could not (load|open|read|write|find|create)
      cannot (load|open|read|write|connect to (the )?(database|ldap))
      misconfigur
      (out of|no) (resources|threads)
      service (is )?(currently |temporarily )?unavailable
      temporar(y|ily) (local |system |server |internal )?(problem|unavailable|failure|error)
      unable to (process|complete|verify)
      try again later
      try later
      aborted
      malfunction
      wrong configuration
      all recipients failed
      interrupted by
      storage (error|fail)
      (can'?t|couldn'?t|cannot) (create output|verify|do)
      too many errors
      unexpected
    `,
    where: (evidence) =>
      notLocalProgram(evidence) && evidence.action !== 'delayed' && !/recipient error/i.test(evidence.text),
  },
];
