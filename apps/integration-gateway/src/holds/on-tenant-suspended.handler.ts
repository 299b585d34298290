import { EventHandler, type EventOf, TenantSuspended } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { HoldsService } from './holds.service.js';

/** A suspended tenant's deliveries are held, not dropped. */
@EventHandler()
export class OnTenantSuspended {
  constructor(private readonly holds: HoldsService) {}

  @Handles(TenantSuspended)
  async handle({ data }: EventOf<typeof TenantSuspended>, unit: UnitOfWork): Promise<void> {
    await this.holds.hold(unit, data);
  }
}
