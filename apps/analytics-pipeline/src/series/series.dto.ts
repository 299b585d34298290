import { type FieldError, Omittable, ValidationFailed } from '@crm/platform';
import { IsIn, IsISO8601, IsString, Length } from 'class-validator';
import { bucketAt, type Grain, widthOf } from '../rollups/buckets.js';
import { type Dimension, type MetricName, metricNames, metrics } from '../rollups/metrics.js';
import type { DurationView, FreshnessView, Range } from '../rollups/rollups-reader.service.js';

export class RangeQuery {
  /** Inclusive; rounded down to the begin of its bucket in UTC. */
  @Omittable() @IsISO8601({ strict: true, strictSeparator: true }) from?: string;
  /** Exclusive; rounded up to the end of its bucket. Now by default. */
  @Omittable() @IsISO8601({ strict: true, strictSeparator: true }) to?: string;
}

export class SeriesQuery extends RangeQuery {
  @IsIn(metricNames) metric: MetricName;
  @IsIn(['hour', 'day']) grain: Grain = 'day';
  /** One value of one of the metric's dimensions, as in `origin:imported`; all together by default. */
  @Omittable() @IsString() @Length(1, 200) dimension?: string;
}

export type SeriesPoint = { at: Date } & ({ value: number } | DurationView);

export interface SeriesView {
  metric: MetricName;
  grain: Grain;
  dimension: string | null;
  from: Date;
  to: Date;
  /** One per bucket, also where nothing happened. */
  points: SeriesPoint[];
  freshness: FreshnessView | null;
}

const mostBuckets = 1_000;
const defaultBuckets: Readonly<Record<Grain, number>> = { hour: 24, day: 30 };

/** The range of a query in whole buckets: the last 24 hours or 30 days where it names none. */
export function rangeOf({ from, to }: RangeQuery, grain: Grain, now: Date = new Date()): Range {
  const width = widthOf[grain];
  const end = to === undefined ? now : new Date(to);
  const last = bucketAt(new Date(end.getTime() + width - 1), grain);
  const start = from === undefined ? new Date(last.getTime() - defaultBuckets[grain] * width) : new Date(from);
  const first = bucketAt(start, grain);
  const count = (last.getTime() - first.getTime()) / width;
  if (count < 1) throw refusal('to', 'range', 'to must be later than from');
  if (count > mostBuckets)
    throw refusal('from', 'range', `A series has at most ${mostBuckets} ${grain}s: ask for less`);
  return { from: first, to: last };
}

/** @throws ValidationFailed when the metric cannot be broken down like that */
export function dimensionOf({ metric, dimension }: SeriesQuery): Dimension {
  if (dimension === undefined) return '';
  const [name = '', ...value] = dimension.split(':');
  const known: readonly string[] = metrics[metric].dimensions;
  if (known.includes(name) && value.join(':') !== '') return dimension as Dimension;
  throw refusal(
    'dimension',
    'dimension',
    known.length === 0
      ? `${metric} has no dimensions`
      : `dimension must be ${known.map((one) => `${one}:<value>`).join(' or ')}`,
  );
}

function refusal(field: string, rule: string, message: string): ValidationFailed {
  const error: FieldError = { field, rule, message };
  return new ValidationFailed([error]);
}
