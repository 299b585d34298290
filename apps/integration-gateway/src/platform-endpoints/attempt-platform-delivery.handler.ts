import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { SenderService, type Sent } from '../senders/sender.service.js';
import { attemptPlatformTimer, PlatformDeliveriesService } from './platform-deliveries.service.js';

@OnTimer(attemptPlatformTimer)
export class AttemptPlatformDelivery implements TimerHandler<'integration-gateway', Sent | undefined> {
  constructor(
    private readonly deliveries: PlatformDeliveriesService,
    private readonly sender: SenderService,
  ) {}

  async attempt({ key }: Timer): Promise<Sent | undefined> {
    const letter = await this.deliveries.letter(key);
    return letter && this.sender.send(letter);
  }

  async fire({ key }: Timer, unit: UnitOfWork, sent: Sent | undefined): Promise<void> {
    if (sent) await this.deliveries.record(unit, key, sent);
  }
}
