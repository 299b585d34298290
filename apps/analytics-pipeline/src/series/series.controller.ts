import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { bucketsBetween } from '../rollups/buckets.js';
import { catalogue, type MetricView, metrics } from '../rollups/metrics.js';
import { countOf, durationOf, RollupsReader } from '../rollups/rollups-reader.service.js';
import { dimensionOf, rangeOf, SeriesQuery, type SeriesView } from './series.dto.js';

@Tags('analytics')
@Controller('v1/analytics')
export class SeriesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollups: RollupsReader,
  ) {}

  /** What is counted, and by what it can be broken down. */
  @Get('metrics')
  @Requires('analytics:read')
  metrics(): { items: readonly MetricView[] } {
    return { items: catalogue };
  }

  /** One metric over time, bucket by bucket in UTC, with zeros where nothing happened. */
  @Get('series')
  @Requires('analytics:read')
  series(@TenantId() tenantId: string, @Query() query: SeriesQuery): Promise<SeriesView> {
    const { metric, grain } = query;
    const range = rangeOf(query, grain);
    const dimension = dimensionOf(query);
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const found = await this.rollups.buckets(manager, grain, range, { metric, dimension });
      const byTime = new Map(found.map((bucket) => [bucket.bucket.getTime(), bucket]));
      const points = bucketsBetween(range.from, range.to, grain).map((at) => {
        const bucket = byTime.get(at.getTime());
        const buckets = bucket ? [bucket] : [];
        return metrics[metric].kind === 'duration' ? { at, ...durationOf(buckets) } : { at, value: countOf(buckets) };
      });
      const freshness = await this.rollups.freshness(manager);
      return { metric, grain, dimension: dimension || null, ...range, points, freshness };
    });
  }
}
