import { EventHandler, type EventOf, TenantReactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { OverlaysService } from './overlays.service.js';

/** The overlay of an older suspension is lifted; a newer one stays. */
@EventHandler()
export class OnTenantReactivated {
  constructor(private readonly overlays: OverlaysService) {}

  @Handles(TenantReactivated)
  async handle({ data }: EventOf<typeof TenantReactivated>, unit: UnitOfWork): Promise<void> {
    await this.overlays.keep(unit, 'reactivated', data);
  }
}
