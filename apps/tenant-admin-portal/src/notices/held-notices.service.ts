import { Injectable } from '@nestjs/common';
import { standingToObey } from '../home/standings.js';
import type { UnitOfWork } from '../messaging.js';
import { preferencesOf } from '../preferences/preferences.service.js';
import { Notice } from './notice.entity.js';
import { NoticesService } from './notices.service.js';

/** Releases what a suspension has held; its key is the tenant's id. */
export const releaseHeldTimer = 'release-held';

const batch = 200;
/** Between two mails to one reader that are released together, so that they leave in order and not all at once. */
const rampMs = 1_000;

/** Looks again at notices that wait, oldest first. */
@Injectable()
export class HeldNoticesService {
  constructor(private readonly notices: NoticesService) {}

  /** What the suspension of the tenant has held. Answers whether there may be more. */
  afterSuspension(unit: UnitOfWork): Promise<boolean> {
    return this.lookAgain(unit, { heldFor: 'suspension' });
  }

  /** What a reader's quiet hours have held. Answers whether there may be more. */
  afterQuietHours(unit: UnitOfWork, userId: string): Promise<boolean> {
    return this.lookAgain(unit, { heldFor: 'quiet-hours', userId });
  }

  /**
   * A notice that has to wait on for the same reason is left as it is and ends the look: the rest would wait too, and
   * the reason's own end starts the next one.
   */
  private async lookAgain(
    unit: UnitOfWork,
    which: { heldFor: 'suspension' } | { heldFor: 'quiet-hours'; userId: string },
  ): Promise<boolean> {
    const { manager, tenantId } = unit;
    const { suspended } = await standingToObey(manager, tenantId);
    const held = await manager.find(Notice, { where: { tenantId, ...which }, order: { id: 'ASC' }, take: batch });
    const preferences = await preferencesOf(manager, tenantId, [...new Set(held.map(({ userId }) => userId))]);
    const now = new Date();
    const mailsTo = new Map<string, number>();
    for (const notice of held) {
      const before = mailsTo.get(notice.userId) ?? 0;
      mailsTo.set(notice.userId, before + 1);
      const mailAt = new Date(now.getTime() + before * rampMs);
      await this.notices.deliver(unit, notice, preferences(notice.userId), suspended, now, mailAt);
      if (notice.heldFor === which.heldFor) return false;
      await manager.save(notice);
    }
    return held.length === batch;
  }
}
