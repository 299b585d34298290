import { Requires } from '@crm/events';
import { defineProblem, OperatorOnly, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { RollupsReader } from '../rollups/rollups-reader.service.js';
import { ActivationService } from './activation.service.js';
import { type ActivationView, type CohortView, type FunnelView, TenantsQuery, viewOfFunnel } from './funnel.dto.js';
import { TenantFunnel } from './funnel.entity.js';

export const NoFunnel = defineProblem('no-funnel', 404, 'Nothing is known of the tenant yet');

@Tags('analytics')
@Controller('v1/analytics')
export class FunnelsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollups: RollupsReader,
    private readonly all: ActivationService,
  ) {}

  /** When the tenant first reached each step of its activation. */
  @Get('funnel')
  @Requires('analytics:read')
  funnel(@TenantId() tenantId: string): Promise<FunnelView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const funnel = await manager.findOneBy(TenantFunnel, { tenantId });
      if (!funnel) throw new NoFunnel('It appears as soon as the tenant has been created.');
      return viewOfFunnel(funnel, await this.rollups.freshness(manager));
    });
  }

  /** How many tenants reached each step, and after how many days. */
  @Get('activation')
  @OperatorOnly()
  activation(@Query() query: TenantsQuery): Promise<ActivationView> {
    return this.all.activation(query);
  }

  /** Tenants by the month of their creation, with their retention. */
  @Get('cohorts')
  @OperatorOnly()
  cohorts(@Query() query: TenantsQuery): Promise<{ items: CohortView[] }> {
    return this.all.cohorts(query);
  }
}
