import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { HoldsService, releaseTimer } from './holds.service.js';

/** One step of the ramp. */
@OnTimer(releaseTimer)
export class ReleaseHeld implements TimerHandler<'integration-gateway'> {
  constructor(private readonly holds: HoldsService) {}

  async fire({ payload }: Timer, unit: UnitOfWork): Promise<void> {
    await this.holds.releaseSome(unit, Number(payload['count']));
  }
}
