import { Ids, Omittable, OperatorOnly, Tags } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { In } from 'typeorm';
import { Transactions } from '../messaging.js';
import { PortfolioEntry } from './portfolio-entry.entity.js';

class PortfolioQuery {
  /** `active`, unless tenants are named. */
  @Omittable() @IsIn(['active', 'churned']) status?: 'active' | 'churned';
  /** Of these tenants alone. */
  @Omittable() @Ids(200) tenantId?: string[];
  /** `score`: the lowest first; `drop`: those first whose score has fallen most with its newest movement. */
  @IsIn(['score', 'drop']) sort: 'score' | 'drop' = 'score';
  @IsInt() @Min(1) @Max(1_000) limit: number = 200;
}

@Tags('health')
@Controller('v1/health/portfolio')
export class PortfolioController {
  constructor(private readonly transactions: Transactions) {}

  /** The tenants' scores, those first that somebody should look after. */
  @Get()
  @OperatorOnly()
  list(@Query() { status, tenantId, sort, limit }: PortfolioQuery): Promise<{ items: PortfolioEntry[] }> {
    return this.transactions.outsideTenants(async (manager) => ({
      items: await manager
        .createQueryBuilder(PortfolioEntry, 'entry')
        .where(tenantId ? { tenantId: In(tenantId), ...(status ? { status } : {}) } : { status: status ?? 'active' })
        .orderBy(sort === 'drop' ? 'entry.score - entry.previous_score' : 'entry.score')
        .addOrderBy('entry.tenant_id')
        .limit(limit)
        .getMany(),
    }));
  }
}
