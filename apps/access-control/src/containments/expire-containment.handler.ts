import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { ContainmentsService, expiryTimer } from './containments.service.js';

/** A containment ends by itself when nobody lifted it before. */
@OnTimer(expiryTimer)
export class ExpireContainment implements TimerHandler<'access-control'> {
  constructor(private readonly containments: ContainmentsService) {}

  async fire({ key }: Timer, unit: UnitOfWork): Promise<void> {
    await this.containments.expire(unit, key);
  }
}
