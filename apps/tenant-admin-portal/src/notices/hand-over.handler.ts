import { OnTimer, type TenantUser, type Timer, type TimerHandler } from '@crm/events';
import { In } from 'typeorm';
import { standingToObey } from '../home/standings.js';
import type { UnitOfWork } from '../messaging.js';
import { peopleOf } from '../people/audience.js';
import { departedUsers } from '../people/departures.js';
import { PeopleService } from '../people/people.service.js';
import { preferencesOf } from '../preferences/preferences.service.js';
import { Notice } from './notice.entity.js';
import { NoticesService } from './notices.service.js';

/** Hands the unread notices of a user who has gone to the admins; its key is that user's id. */
export const handOverTimer = 'hand-over';

const batch = 100;
/** A tenant without any admin is looked at again, for ten days. */
const pauseMs = 6 * 3_600_000;
const mostTries = 40;

/** Nothing that somebody should have read is lost when they leave. */
@OnTimer(handOverTimer)
export class HandOver implements TimerHandler<'tenant-admin-portal', readonly TenantUser[]> {
  constructor(
    private readonly people: PeopleService,
    private readonly notices: NoticesService,
  ) {}

  attempt({ tenantId, dueAt }: Timer): Promise<readonly TenantUser[]> {
    return this.people.of(tenantId, dueAt);
  }

  async fire(timer: Timer, unit: UnitOfWork, users: readonly TenantUser[]): Promise<void> {
    const { kind, key: userId } = timer;
    const { manager, tenantId } = unit;
    const admins = peopleOf({ kind: 'admins' }, users, await departedUsers(manager));
    const unread = await manager.find(Notice, {
      where: { tenantId, userId, open: true },
      order: { id: 'ASC' },
      take: batch,
    });
    if (unread.length === 0) return;
    if (admins.length === 0) {
      const tries = Number(timer.payload['tries'] ?? 0) + 1;
      const dueAt = new Date(Date.now() + pauseMs);
      if (tries < mostTries) await unit.schedule({ kind, key: userId, dueAt, payload: { tries } });
      return;
    }
    for (const notice of unread) await this.give(unit, notice, admins);
    await manager.delete(Notice, { id: In(unread.map(({ id }) => id)) });
    if (unread.length === batch) await unit.schedule({ kind, key: userId, dueAt: new Date() });
  }

  /** An admin who was told the same thing has it already. */
  private async give(unit: UnitOfWork, notice: Notice, admins: readonly TenantUser[]): Promise<void> {
    const { manager, tenantId } = unit;
    const { suspended } = await standingToObey(manager, tenantId);
    const ids = admins.map(({ userId }) => userId);
    const preferences = await preferencesOf(manager, tenantId, ids);
    const told = await manager.findBy(Notice, { announcementId: notice.announcementId, userId: In(ids) });
    const now = new Date();
    for (const admin of admins.filter(({ userId }) => !told.some((known) => known.userId === userId))) {
      const copy = notice.handedTo(admin);
      await this.notices.deliver(unit, copy, preferences(admin.userId), suspended, now);
      await manager.insert(Notice, copy);
    }
  }
}
