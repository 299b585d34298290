import { Requires } from '@crm/events';
import { defineProblem, Id, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { In, Like } from 'typeorm';
import { Transactions } from '../messaging.js';
import { bucketsBetween } from '../rollups/buckets.js';
import { type MetricBucket, MetricDay } from '../rollups/metric-bucket.entity.js';
import {
  countOf,
  type DurationView,
  durationOf,
  type FreshnessView,
  RollupsReader,
} from '../rollups/rollups-reader.service.js';
import { RangeQuery, rangeOf } from '../series/series.dto.js';

export const EndpointUnknown = defineProblem('endpoint-unknown', 404, 'Nothing was delivered to such an endpoint yet');

interface EndpointFigures {
  endpointId: string;
  delivered: number;
  /** Of the successful attempts, in milliseconds. */
  latency: DurationView;
}

interface EndpointReports {
  from: Date;
  to: Date;
  /** Endpoints that something was delivered to in this time, most deliveries first. */
  items: EndpointFigures[];
  freshness: FreshnessView | null;
}

interface EndpointReport extends EndpointFigures {
  from: Date;
  to: Date;
  days: { at: Date; delivered: number }[];
  freshness: FreshnessView | null;
}

const ofEndpoint = 'endpoint:';
const counted = ['webhooks.delivered', 'webhooks.latency'] as const;

@Tags('analytics')
@Controller('v1/analytics/webhooks')
export class WebhooksController {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollups: RollupsReader,
  ) {}

  /** Volume and latency of each endpoint, in whole days of UTC: the last 30 unless told. */
  @Get()
  @Requires('analytics:read')
  list(@TenantId() tenantId: string, @Query() query: RangeQuery): Promise<EndpointReports> {
    const range = rangeOf(query, 'day');
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const buckets = await this.rollups.buckets(manager, 'day', range, {
        metric: In(counted),
        dimension: Like(`${ofEndpoint}%`),
      });
      const items = [...Map.groupBy(buckets, ({ dimension }) => dimension)]
        .map(([dimension, its]) => ({ endpointId: dimension.slice(ofEndpoint.length), ...figuresOf(its) }))
        .sort((a, b) => b.delivered - a.delivered || a.endpointId.localeCompare(b.endpointId));
      return { ...range, items, freshness: await this.rollups.freshness(manager) };
    });
  }

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
      const dimension = `${ofEndpoint}${endpointId}` as const;
      const known = await manager.existsBy(MetricDay, { metric: 'webhooks.delivered', dimension });
      if (!known) throw new EndpointUnknown();
      const buckets = await this.rollups.buckets(manager, 'day', range, { metric: In(counted), dimension });
      const byDay = new Map(deliveriesIn(buckets).map((day) => [day.bucket.getTime(), day.count]));
      const days = bucketsBetween(range.from, range.to, 'day').map((at) => ({
        ...{ at, delivered: byDay.get(at.getTime()) ?? 0 },
      }));
      const freshness = await this.rollups.freshness(manager);
      return { endpointId, ...range, ...figuresOf(buckets), days, freshness };
    });
  }
}

const deliveriesIn = (buckets: readonly MetricBucket[]): MetricBucket[] =>
  buckets.filter(({ metric }) => metric === 'webhooks.delivered');

function figuresOf(buckets: readonly MetricBucket[]): Omit<EndpointFigures, 'endpointId'> {
  const latency = durationOf(buckets.filter(({ metric }) => metric === 'webhooks.latency'));
  return { delivered: countOf(deliveriesIn(buckets)), latency };
}
