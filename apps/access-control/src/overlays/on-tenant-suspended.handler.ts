import { EventHandler, type EventOf, TenantSuspended } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { OverlaysService } from './overlays.service.js';

/** An overlay leaves reading, export, billing and support; the bindings stay as they are. */
@EventHandler()
export class OnTenantSuspended {
  constructor(private readonly overlays: OverlaysService) {}

  @Handles(TenantSuspended)
  async handle({ data }: EventOf<typeof TenantSuspended>, unit: UnitOfWork): Promise<void> {
    await this.overlays.keep(unit, 'suspended', data);
  }
}
