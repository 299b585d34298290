import { Requires } from '@crm/events';
import { defineProblem, Id, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { bucketsBetween } from '../rollups/buckets.js';
import { MetricDay } from '../rollups/metric-bucket.entity.js';
import {
  countOf,
  type DurationView,
  durationOf,
  type FreshnessView,
  RollupsReader,
} from '../rollups/rollups-reader.service.js';
import { RangeQuery, rangeOf } from '../series/series.dto.js';

export const EndpointUnknown = defineProblem('endpoint-unknown', 404, 'Nothing was delivered to such an endpoint yet');

interface EndpointReport {
  endpointId: string;
  from: Date;
  to: Date;
  delivered: number;
  /** Of the successful attempts, in milliseconds. */
  latency: DurationView;
  days: { at: Date; delivered: number }[];
  freshness: FreshnessView | null;
}

@Tags('analytics')
@Controller('v1/analytics/webhooks')
export class WebhooksController {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollups: RollupsReader,
  ) {}

  /** Volume and latency of one endpoint, in whole days of UTC: the last 30 unless told. */
  @Get(':endpointId')
  @Requires('analytics:read')
  read(
    @TenantId() tenantId: string,
    @Id('endpointId') endpointId: string,
    @Query() query: RangeQuery,
  ): Promise<EndpointReport> {
    const range = rangeOf(query, 'day');
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const dimension = `endpoint:${endpointId}` as const;
      const known = await manager.existsBy(MetricDay, { metric: 'webhooks.delivered', dimension });
      if (!known) throw new EndpointUnknown();
      const delivered = await this.rollups.buckets(manager, 'day', range, { metric: 'webhooks.delivered', dimension });
      const latency = await this.rollups.buckets(manager, 'day', range, { metric: 'webhooks.latency', dimension });
      const byDay = new Map(delivered.map((day) => [day.bucket.getTime(), day.count]));
      const days = bucketsBetween(range.from, range.to, 'day').map((at) => ({
        ...{ at, delivered: byDay.get(at.getTime()) ?? 0 },
      }));
      return {
        ...{ endpointId, ...range, delivered: countOf(delivered), latency: durationOf(latency), days },
        freshness: await this.rollups.freshness(manager),
      };
    });
  }
}
