import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { In } from 'typeorm';
import { standingToObey } from '../home/standings.js';
import { MailService } from '../mail/mail.service.js';
import type { UnitOfWork } from '../messaging.js';
import { digestTimer, preferencesOf } from '../preferences/preferences.service.js';
import { Notice } from './notice.entity.js';
import { scheduleDigest } from './show-notice.js';

/** A digest holds this many notices at most; the rest waits for the next one. */
const mostNotices = 100;

/** One mail a day with what the reader has not read by then; nothing to tell sends nothing. */
@OnTimer(digestTimer)
export class SendDigest implements TimerHandler<'tenant-admin-portal'> {
  constructor(private readonly mail: MailService) {}

  async fire({ key: userId }: Timer, unit: UnitOfWork): Promise<void> {
    const { manager, tenantId } = unit;
    const pending = await manager.find(Notice, {
      where: { tenantId, userId, digestPending: true },
      order: { id: 'ASC' },
      take: mostNotices,
    });
    if (pending.length === 0) return;
    const { suspended } = await standingToObey(manager, tenantId);
    if (suspended || pending.length === mostNotices) {
      await scheduleDigest(unit, userId, (await preferencesOf(manager, tenantId, [userId]))(userId));
    }
    if (suspended) return;
    await manager.update(Notice, { id: In(pending.map(({ id }) => id)) }, { digestPending: false });
    const unread = pending.filter(({ open }) => open);
    const newest = unread.at(-1);
    if (!newest) return;
    const notices = unread.map(({ title, text, link }) => ({ title, text, link }));
    const subject = `Your digest: ${unread.length} notice${unread.length === 1 ? '' : 's'}`;
    await this.mail.queue(unit, { recipient: newest.email, userId, subject, content: { kind: 'digest', notices } });
  }
}
