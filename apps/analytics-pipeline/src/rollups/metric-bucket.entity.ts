import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Histogram } from './histogram.js';
import type { Dimension, MetricName } from './metrics.js';

/** What happened in one bucket of time, in total (dimension '') or for one value of a dimension. */
export abstract class MetricBucket {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') metric: MetricName;
  @PrimaryColumn('text') dimension: Dimension;
  /** Its begin, in UTC. */
  @PrimaryColumn('timestamptz') bucket: Date;
  @Column('bigint', { transformer: { from: Number, to: String } }) count: number;
  /** Of durations: their sum in milliseconds. */
  @Column('bigint', { transformer: { from: Number, to: String } }) sum: number;
  /** Of durations: how they are distributed. */
  @Column('jsonb', { nullable: true }) histogram: Histogram | null;
}

@Entity()
export class MetricHour extends MetricBucket {}

@Entity()
export class MetricDay extends MetricBucket {}
