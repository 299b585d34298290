import { OperatorOnly, Tags } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Transactions } from '../messaging.js';
import { PortfolioEntry } from './portfolio-entry.entity.js';

class PortfolioQuery {
  @IsIn(['active', 'churned']) status: 'active' | 'churned' = 'active';
  @IsInt() @Min(1) @Max(1_000) limit: number = 200;
}

@Tags('health')
@Controller('v1/health/portfolio')
export class PortfolioController {
  constructor(private readonly transactions: Transactions) {}

  /** The tenants' scores, lowest first. */
  @Get()
  @OperatorOnly()
  list(@Query() query: PortfolioQuery): Promise<{ items: PortfolioEntry[] }> {
    return this.transactions.outsideTenants(async (manager) => ({
      items: await manager.find(PortfolioEntry, {
        where: { status: query.status },
        order: { score: 'ASC', tenantId: 'ASC' },
        take: query.limit,
      }),
    }));
  }
}
