import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ClosingsService } from './closings.service.js';

/** The subscription ends with a final invoice and a credit note; before it exists, a tombstone keeps it from starting. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(private readonly closings: ClosingsService) {}

  @Handles(TenantDeactivated)
  async handle({ data }: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    await this.closings.close(unit, new Date(data.at), data.reason);
  }
}
