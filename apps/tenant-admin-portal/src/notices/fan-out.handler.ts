import { OnTimer, type TenantUser, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { PeopleService } from '../people/people.service.js';
import { Announcement } from './announcement.entity.js';
import { fanOutTimer } from './announcements.service.js';
import { NoticesService } from './notices.service.js';

/** Tells an announcement to the people it is for at this moment. */
@OnTimer(fanOutTimer)
export class FanOut implements TimerHandler<'tenant-admin-portal', readonly TenantUser[]> {
  constructor(
    private readonly people: PeopleService,
    private readonly notices: NoticesService,
  ) {}

  attempt({ tenantId, dueAt }: Timer): Promise<readonly TenantUser[]> {
    return this.people.of(tenantId, dueAt);
  }

  async fire({ key: id }: Timer, unit: UnitOfWork, users: readonly TenantUser[]): Promise<void> {
    const announcement = await unit.manager.findOne(Announcement, {
      where: { id },
      lock: { mode: 'for_no_key_update' },
    });
    if (!announcement) return;
    await unit.manager.update(Announcement, { id }, { fanOutPending: false });
    await this.notices.write(unit, announcement, users);
  }
}
