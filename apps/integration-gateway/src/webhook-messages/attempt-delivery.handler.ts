import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { SenderService, type Sent } from '../senders/sender.service.js';
import { DeliveriesService, type Plan } from './deliveries.service.js';
import { attemptTimer } from './dispatch.service.js';

interface Turn {
  readonly plan: Plan;
  readonly sent?: Sent;
}

/**
 * A message's turn at its endpoint. A crash between the request and the commit repeats the request with the same
 * `webhook-id`: receivers see a message at least once.
 */
@OnTimer(attemptTimer)
export class AttemptDelivery implements TimerHandler<'integration-gateway', Turn> {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly sender: SenderService,
  ) {}

  async attempt({ tenantId, key }: Timer): Promise<Turn> {
    const plan = await this.deliveries.plan(tenantId, key);
    return plan.kind === 'send' ? { plan, sent: await this.sender.send(plan.letter) } : { plan };
  }

  async fire({ key }: Timer, unit: UnitOfWork, { plan, sent }: Turn): Promise<void> {
    await this.deliveries.record(unit, key, plan, sent);
  }
}
