import type { CloudEvent } from '@crm/events';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { bucketAt, type Grain } from './buckets.js';
import { bucketOf, type Histogram, unite } from './histogram.js';
import type { Dimension, MetricName } from './metrics.js';

/** Something to be counted in the hour and the day of its own time, however late it is told. */
export interface Measurement {
  readonly metric: MetricName;
  readonly at: Date;
  readonly dimensions?: readonly Dimension[];
  /** How many; 1 by default, negative to take back. */
  readonly count?: number;
  /** Milliseconds, for metrics that are durations. */
  readonly duration?: number;
}

interface Increment {
  readonly metric: MetricName;
  readonly dimension: Dimension;
  readonly bucket: Date;
  count: number;
  sum: number;
  histogram: Histogram | null;
}

/**
 * Adds to the rollups. Additions commute, and the inbox counts each event once, so that neither order nor repetition of
 * deliveries changes a number.
 */
@Injectable()
export class RollupsService {
  async count(
    { manager, tenantId }: UnitOfWork,
    event: CloudEvent,
    measurements: readonly Measurement[],
  ): Promise<void> {
    for (const grain of ['hour', 'day'] as const) await add(manager, tenantId, grain, measurements);
    await manager.query(
      `INSERT INTO freshness AS f (tenant_id, newest_event_at, updated_at) VALUES ($1, $2, now())
       ON CONFLICT (tenant_id) DO UPDATE SET
         newest_event_at = GREATEST(f.newest_event_at, excluded.newest_event_at), updated_at = excluded.updated_at`,
      [tenantId, event.time],
    );
  }
}

/** In the order of the key, so that two events that count into the same buckets do not wait for each other. */
async function add(
  manager: EntityManager,
  tenantId: string,
  grain: Grain,
  measurements: readonly Measurement[],
): Promise<void> {
  const increments = incrementsOf(measurements, grain);
  await manager.query(
    `INSERT INTO metric_${grain} AS m (tenant_id, metric, dimension, bucket, count, sum, histogram)
     SELECT $1, metric, dimension, bucket, count, sum, histogram
     FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::jsonb[])
       AS t(metric, dimension, bucket, count, sum, histogram)
     ORDER BY metric, dimension, bucket
     ON CONFLICT (tenant_id, metric, dimension, bucket) DO UPDATE SET
       count = m.count + excluded.count,
       sum = m.sum + excluded.sum,
       histogram = (
         SELECT jsonb_object_agg(key, total) FROM (
           SELECT key, sum(value::bigint) AS total FROM (
             SELECT * FROM jsonb_each_text(coalesce(m.histogram, '{}'))
             UNION ALL SELECT * FROM jsonb_each_text(coalesce(excluded.histogram, '{}'))) AS entries
           GROUP BY key) AS added)`,
    [
      tenantId,
      increments.map(({ metric }) => metric),
      increments.map(({ dimension }) => dimension),
      increments.map(({ bucket }) => bucket),
      increments.map(({ count }) => count),
      increments.map(({ sum }) => sum),
      increments.map(({ histogram }) => histogram && JSON.stringify(histogram)),
    ],
  );
}

/** One increment per row, since a statement may change a row only once. */
function incrementsOf(measurements: readonly Measurement[], grain: Grain): Increment[] {
  const rows = new Map<string, Increment>();
  for (const { metric, at, dimensions = [], count = 1, duration } of measurements) {
    const bucket = bucketAt(at, grain);
    for (const dimension of ['', ...dimensions] as const) {
      const key = `${metric} ${dimension} ${bucket.getTime()}`;
      const row = rows.get(key) ?? { metric, dimension, bucket, count: 0, sum: 0, histogram: null };
      rows.set(key, row);
      row.count += count;
      if (duration === undefined) continue;
      row.sum += Math.round(duration);
      row.histogram = unite([row.histogram, { [bucketOf(duration)]: 1 }]);
    }
  }
  return [...rows.values()];
}
