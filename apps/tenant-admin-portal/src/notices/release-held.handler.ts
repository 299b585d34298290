import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { HeldNoticesService, releaseHeldTimer } from './held-notices.service.js';

/** The tenant is active again: what was held is released in order, some at a time. */
@OnTimer(releaseHeldTimer)
export class ReleaseHeld implements TimerHandler<'tenant-admin-portal'> {
  constructor(private readonly held: HeldNoticesService) {}

  async fire({ kind, key }: Timer, unit: UnitOfWork): Promise<void> {
    if (await this.held.afterSuspension(unit)) await unit.schedule({ kind, key, dueAt: new Date() });
  }
}
