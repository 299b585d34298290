import type { MailService } from '../mail/mail.service.js';
import type { UnitOfWork } from '../messaging.js';
import { nextLocal } from '../preferences/local-time.js';
import type { Preference } from '../preferences/preference.entity.js';
import { digestTimer } from '../preferences/preferences.service.js';
import type { Notice } from './notice.entity.js';

/** Lets the reader see a notice from now on, and mails it as the reader has chosen; `mailAt` puts the mail off. */
export async function showNotice(
  unit: UnitOfWork,
  mail: MailService,
  notice: Notice,
  preference: Preference,
  mailAt: Date = new Date(),
): Promise<void> {
  notice.heldFor = null;
  notice.shownAt = new Date();
  const { id: noticeId, userId, email: recipient, title, text, link, severity } = notice;
  if (notice.mail === 'immediate') {
    const content = { kind: 'notice', severity, notice: { title, text, link } } as const;
    await mail.queue(unit, { recipient, userId, noticeId, subject: title, content }, mailAt);
  } else if (notice.mail === 'daily') {
    notice.digestPending = true;
    await scheduleDigest(unit, userId, preference);
  }
}

/** The next time of the reader's digest is the same however often it is worked out before then. */
export async function scheduleDigest(unit: UnitOfWork, userId: string, preference: Preference): Promise<void> {
  const dueAt = nextLocal(preference.digestHour * 60, new Date(), preference.timeZone);
  await unit.schedule({ kind: digestTimer, key: userId, dueAt });
}
