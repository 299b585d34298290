import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { DeliveriesService, retryTimer } from './deliveries.service.js';

/** The pause before a retry is over: the message lines up for a turn, before those that are younger. */
@OnTimer(retryTimer)
export class RetryDelivery implements TimerHandler<'integration-gateway'> {
  constructor(private readonly deliveries: DeliveriesService) {}

  async fire({ key }: Timer, unit: UnitOfWork): Promise<void> {
    await this.deliveries.resume(unit, key);
  }
}
