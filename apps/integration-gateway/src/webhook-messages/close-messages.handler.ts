import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { closeTimer } from '../webhook-endpoints/webhook-endpoints.service.js';
import { DeliveriesService } from './deliveries.service.js';

/** What was open when an endpoint was switched off fails, even if the endpoint is on again by now. */
@OnTimer(closeTimer)
export class CloseMessages implements TimerHandler<'integration-gateway'> {
  constructor(private readonly deliveries: DeliveriesService) {}

  async fire({ key, payload }: Timer, unit: UnitOfWork): Promise<void> {
    const openUntil = String(payload['openUntil']);
    const done = await this.deliveries.closeSome(unit, key, new Date(openUntil));
    if (!done) await unit.schedule({ kind: closeTimer, key, dueAt: new Date(), payload: { openUntil } });
  }
}
