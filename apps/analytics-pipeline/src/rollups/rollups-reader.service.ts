import { Injectable } from '@nestjs/common';
import { Between, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { type Grain, widthOf } from './buckets.js';
import { Freshness } from './freshness.entity.js';
import { percentile, unite } from './histogram.js';
import { type MetricBucket, MetricDay, MetricHour } from './metric-bucket.entity.js';

/** Begins of the first bucket and of the one after the last. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export interface FreshnessView {
  /** When the newest event that is counted has happened. */
  newestEventAt: Date;
  /** When the last event was counted. */
  updatedAt: Date;
}

export interface DurationView {
  count: number;
  /** Exact, in milliseconds; null without values, like the percentiles. */
  mean: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** Reads the rollups of the tenant whose transaction it is. */
@Injectable()
export class RollupsReader {
  buckets(
    manager: EntityManager,
    grain: Grain,
    { from, to }: Range,
    where: FindOptionsWhere<MetricBucket>,
  ): Promise<MetricBucket[]> {
    const last = new Date(to.getTime() - widthOf[grain]);
    return manager.find<MetricBucket>(grain === 'hour' ? MetricHour : MetricDay, {
      where: { ...where, bucket: Between(from, last) },
      order: { bucket: 'ASC' },
    });
  }

  /** Null as long as nothing was counted. */
  async freshness(manager: EntityManager): Promise<FreshnessView | null> {
    const [found] = await manager.find(Freshness);
    return found ? { newestEventAt: found.newestEventAt, updatedAt: found.updatedAt } : null;
  }
}

export const countOf = (buckets: readonly MetricBucket[]): number => buckets.reduce((sum, { count }) => sum + count, 0);

/** Durations of any number of buckets together. */
export function durationOf(buckets: readonly MetricBucket[]): DurationView {
  const count = countOf(buckets);
  const sum = buckets.reduce((total, bucket) => total + bucket.sum, 0);
  const histogram = unite(buckets.map((bucket) => bucket.histogram));
  return {
    count,
    mean: count === 0 ? null : Math.round((sum / count) * 100) / 100,
    p50: percentile(histogram, 0.5),
    p95: percentile(histogram, 0.95),
    p99: percentile(histogram, 0.99),
  };
}
