import type { TenantUser } from '@crm/events';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { standingToObey } from '../home/standings.js';
import { MailService } from '../mail/mail.service.js';
import type { UnitOfWork } from '../messaging.js';
import { peopleOf } from '../people/audience.js';
import { departedUsers } from '../people/departures.js';
import type { Preference } from '../preferences/preference.entity.js';
import { endQuietHoursTimer, preferencesOf } from '../preferences/preferences.service.js';
import { quietUntil } from '../preferences/quiet-hours.js';
import type { Announcement } from './announcement.entity.js';
import { holdOf } from './hold.js';
import { Notice } from './notice.entity.js';
import { showNotice } from './show-notice.js';
import { wordsOf } from './words.js';

/** Turns announcements into notices for people. */
@Injectable()
export class NoticesService {
  constructor(private readonly mail: MailService) {}

  /**
   * Writes, or brings up to date, the notice of each person an announcement is for, by `users` as user-auth has just
   * named them. Answers the notices' ids.
   */
  async write(unit: UnitOfWork, announcement: Announcement, users: readonly TenantUser[]): Promise<string[]> {
    const { manager, tenantId } = unit;
    const departed = await departedUsers(manager);
    const { suspended } = await standingToObey(manager, tenantId);
    const people = peopleOf(announcement.audience, users, departed);
    const ids = people.map(({ userId }) => userId);
    const preferences = await preferencesOf(manager, tenantId, ids);
    const known = await manager.findBy(Notice, { announcementId: announcement.id, userId: In(ids) });
    const words = wordsOf(announcement, users);
    const now = new Date();
    const written: string[] = [];
    for (const person of people) {
      const preference = preferences(person.userId);
      const before = known.find(({ userId }) => userId === person.userId);
      const notice = before ?? choose(Notice.of(announcement, person, now), announcement, preference);
      if (notice.count !== announcement.count) notice.update(words, announcement, now);
      if (!before) await this.deliver(unit, notice, preference, suspended, now);
      await manager.save(notice);
      written.push(notice.id);
    }
    return written;
  }

  /** Shows a notice, or holds it for as long as it must wait. The caller saves it. */
  async deliver(
    unit: UnitOfWork,
    notice: Notice,
    preference: Preference,
    suspended: boolean,
    now: Date,
    mailAt: Date = now,
  ): Promise<void> {
    const quietEnd = quietUntil(preference.quietHours, preference.timeZone, now);
    notice.heldFor = holdOf(notice.severity, suspended, quietEnd !== undefined);
    if (notice.heldFor === null) await showNotice(unit, this.mail, notice, preference, mailAt);
    else if (notice.heldFor === 'quiet-hours' && quietEnd) {
      await unit.schedule({ kind: endQuietHoursTimer, key: notice.userId, dueAt: quietEnd });
    }
  }
}

/** Where the reader wants to be told. What is urgent shows in the portal whatever the reader has chosen. */
function choose(notice: Notice, { alwaysMail }: Announcement, preference: Preference): Notice {
  const { inApp, mail } = preference.channelsOf(notice.topic);
  notice.inApp = inApp || notice.severity === 'urgent';
  notice.mail = alwaysMail ? 'immediate' : mail;
  return notice;
}
