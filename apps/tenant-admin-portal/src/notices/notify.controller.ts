import { CommandRoute, newId, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { PeopleService } from '../people/people.service.js';
import { Announcement } from './announcement.entity.js';
import { insertOnce, rowOf } from './announcements.service.js';
import { NotifyDto } from './notice.dto.js';
import { Notice } from './notice.entity.js';
import { NoticesService } from './notices.service.js';
import { quoted } from './words.js';

@Tags('notifications')
@Controller('internal/notifications')
export class NotifyController {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: PeopleService,
    private readonly notices: NoticesService,
  ) {}

  /** Tells one user, or the admins. The same `dedupeKey` again tells nobody and answers the same notices. */
  @Post()
  @CommandRoute('notify')
  async notify(@TenantId() tenantId: string, @Body() body: NotifyDto): Promise<{ notificationIds: string[] }> {
    const { title, text, severity, userId, dedupeKey } = body;
    const users = await this.people.of(tenantId, new Date());
    return this.transactions.inTenant(tenantId, async (unit) => {
      const announcement = rowOf(tenantId, newId(), {
        key: `notify:${dedupeKey}`,
        topic: 'workflows',
        severity,
        title: quoted(title),
        text: quoted(text),
        audience: userId === undefined ? { kind: 'admins' } : { kind: 'users', userIds: [userId] },
      });
      if (await insertOnce(unit, announcement)) {
        return { notificationIds: await this.notices.write(unit, announcement, users) };
      }
      const { id } = await unit.manager.findOneByOrFail(Announcement, { tenantId, key: announcement.key });
      const told = await unit.manager.find(Notice, { where: { announcementId: id }, order: { id: 'ASC' } });
      return { notificationIds: told.map((notice) => notice.id) };
    });
  }
}
