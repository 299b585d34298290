import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { endQuietHoursTimer } from '../preferences/preferences.service.js';
import { HeldNoticesService } from './held-notices.service.js';

/** A reader's quiet hours are over, or were chosen anew: what they held is released in order. */
@OnTimer(endQuietHoursTimer)
export class EndQuietHours implements TimerHandler<'tenant-admin-portal'> {
  constructor(private readonly held: HeldNoticesService) {}

  async fire({ kind, key }: Timer, unit: UnitOfWork): Promise<void> {
    if (await this.held.afterQuietHours(unit, key)) await unit.schedule({ kind, key, dueAt: new Date() });
  }
}
