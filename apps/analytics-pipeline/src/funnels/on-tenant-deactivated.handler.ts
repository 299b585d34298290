import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';
import { FunnelsService } from './funnels.service.js';

/** Churn closes the tenant's funnel and its part in the retention of the cohort. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(TenantDeactivated)
  async handle(event: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    const at = new Date(event.data.at);
    await this.rollups.count(unit, event, [{ metric: 'tenant.churned', at }]);
    await this.funnels.reach(unit, { churnedAt: at });
  }
}
