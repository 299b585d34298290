import { EventHandler, type EventOf, TenantReactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { HoldsService } from './holds.service.js';

/** Held deliveries are released in order, at a ramp, so that receivers are not flooded. */
@EventHandler()
export class OnTenantReactivated {
  constructor(private readonly holds: HoldsService) {}

  @Handles(TenantReactivated)
  async handle({ data }: EventOf<typeof TenantReactivated>, unit: UnitOfWork): Promise<void> {
    await this.holds.release(unit, data);
  }
}
