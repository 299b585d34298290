import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { KeysService, rotateTimer } from './keys.service.js';

/** A key that leaks unseen is of use for a month at most. */
@OnTimer(rotateTimer)
export class RotateSigningKey implements TimerHandler<'user-auth'> {
  constructor(private readonly keys: KeysService) {}

  async fire(_timer: Timer, unit: UnitOfWork): Promise<void> {
    await this.keys.rotate(unit);
  }
}
