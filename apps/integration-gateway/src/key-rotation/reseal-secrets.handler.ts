import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { ResealingService, resealTimer } from './resealing.service.js';

/** Reseals tenant after tenant. What is resealed says so itself, so that a crash repeats nothing but looking. */
@OnTimer(resealTimer)
export class ResealSecrets implements TimerHandler<'integration-gateway', boolean> {
  constructor(private readonly resealing: ResealingService) {}

  attempt(): Promise<boolean> {
    return this.resealing.resealSome();
  }

  async fire({ key }: Timer, unit: UnitOfWork, done: boolean): Promise<void> {
    if (!done) await unit.schedule({ kind: resealTimer, key, dueAt: new Date() });
  }
}
