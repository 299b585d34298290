import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { HoldsService } from './holds.service.js';

/** Endpoints are switched off, secrets destroyed and payloads purged. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(private readonly holds: HoldsService) {}

  @Handles(TenantDeactivated)
  async handle({ data }: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    await this.holds.close(unit, data);
  }
}
