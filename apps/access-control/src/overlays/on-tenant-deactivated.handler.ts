import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { OverlaysService } from './overlays.service.js';

/** Everybody is denied from here on, owners included, and the policy is frozen. Final. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(private readonly overlays: OverlaysService) {}

  @Handles(TenantDeactivated)
  async handle({ data }: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    await this.overlays.keep(unit, 'deactivated', data);
  }
}
