import { anything, phrases, statusOf, type Wording } from './wording.js';

/** What keeps a mail from a mailbox that exists, or existed. */
export const ofTheMailbox: readonly Wording[] = [
  {
    reason: 'mailboxfull',
    says: phrases`
      (mail ?box|inbox|folder|account|user|recipient)…\b(is |are |was |has )?(full|over ?quota|out of (disk )?space|over (its |the |their )?(storage |disk )?(quota|limit))\b
      full (mail ?box|inbox)
      over[ -]?quota
      quota (is |has been |was )?(exceeded|full|violation|reached)
      (exceed\w*|over|beyond)…\bquota
      disk quota
      quota…exceed
      not enough (disk|storage|free)? ?space
      mailbox size limit exceeded
      (storage|allocated)…(quota|space)…(exceeded|used up|full)
      exceeded (its |the |their )?(mailbox|storage) (size|limit|allocation)
      doesn't have enough (disk )?space
      no (disk |storage )?space left for (user|mailbox)
      mailfolder is full
      boundary of (the )?mailbox
      storage space is used up
    `,
  },
  {
    reason: 'mailboxfull',
    says: phrases`
      (postfach|mailbox|posteingang)…\b(voll|überfüllt|quota überschritten)
      speicherplatz…(erschöpft|überschritten|voll)
      bo[iî]te…\b(pleine|saturée)
      quota…(dépassé|atteint)
      buz[oó]n…\blleno
      casella…\bpiena
      caixa…\bcheia
      (メールボックス|受信箱|容量)…(一杯|いっぱい|超過|超え|オーバー|不足)
    `,
  },
  { reason: 'mailboxfull', says: anything, where: statusOf('2.2') },
  {
    reason: 'mesgtoobig',
    says: phrases`
      (message|mail|e-?mail|content|attachment)…\b(is |was )?too (big|large)
      message (is |was )?too long
      (message|mail|e-?mail)( file)? size…\b(exceed|limit|maximum|larger)
      exceed\w*…\b(message|maximum|max|fixed|size)[ -]?(size|limit|message)
      larger than…(limit|current|allowed)
      size limit
      nachricht…zu gro(ß|ss)
      message (est )?trop (gros|volumineux)
      メッセージ…サイズ…(超|大き)
    `,
    where: ({ text }) => !/\b(rate|recipients|connections|queue|time)\b/i.test(text),
  },
  { reason: 'exceedlimit', says: anything, where: statusOf('2.3') },
  {
    reason: 'hasmoved',
    says: phrases`
      no longer (on|at) (this |our |the )?(server|host|address)
      has (been )?(moved|replaced)( to| by)\b
      mailbox…has moved
      (user|recipient)…has (left|moved)\b
      please (use|update)…new (e-?mail )?address
    `,
  },
  { reason: 'hasmoved', says: anything, where: statusOf('1.6', '7.17', '7.18') },
  {
    reason: 'suspend',
    says: phrases`
      (account|mail ?box|user|recipient|address|subscriber|domain)\b…\b(has been |is |was |been |currently |temporarily )*(disabled|suspended|frozen|locked|deactivated|discontinued|inactive|blocked due to inactivity|expired|terminated|closed|on hold)\b
      (disabled|suspended|inactive|deactivated|locked|frozen|closed|expired) (e-?mail )?(account|mailbox|user|recipient|address)
      temporarily inactive
      not been active
      not active anymore
      over ?due invoice
      konto…(gesperrt|deaktiviert)
      postfach…(gesperrt|deaktiviert)
      compte…(désactivé|suspendu|bloqué)
      cuenta…(desactivada|suspendida)
    `,
    where: ({ text }) =>
      !/\b(sender|sending|your) (account|address|domain|mailbox)/i.test(text) &&
      !/(connection|session|channel|delivery|message|time)\b[^.;]{0,20}(closed|terminated|suspended|expired)/i.test(
        text,
      ),
  },
  { reason: 'suspend', says: anything, where: statusOf('7.13') },
];
