import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { FunnelsService } from './funnels.service.js';

/** Opens the tenant's row in the cohort of its month. */
@EventHandler()
export class OnTenantCreated {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(TenantCreated)
  async handle(event: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    const createdAt = new Date(event.data.createdAt);
    await this.rollups.count(unit, event, [{ metric: 'tenant.created', at: createdAt }]);
    await this.funnels.reach(unit, { createdAt, plan: event.data.plan });
  }
}
