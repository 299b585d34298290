import { errorShare } from './histogram.js';

interface Metric {
  readonly title: string;
  /** A duration has a count, a mean and percentiles; a count has a value. */
  readonly kind: 'count' | 'duration';
  /** By what it can be broken down; `dimension=origin:imported` asks for one value of one. */
  readonly dimensions: readonly string[];
}

/** Everything that is counted. A name stands here and nowhere else. */
export const metrics = {
  'contacts.created': { title: 'New contacts', kind: 'count', dimensions: ['origin'] },
  // Less those that were merged into another, on the day of their creation.
  'contacts.unique': { title: 'New contacts without duplicates', kind: 'count', dimensions: [] },
  'contacts.merged': { title: 'Merged contacts', kind: 'count', dimensions: [] },
  'workflows.runs': { title: 'Workflow runs', kind: 'count', dimensions: ['workflow', 'result'] },
  'workflows.succeeded': { title: 'Successful workflow runs', kind: 'count', dimensions: ['workflow'] },
  'workflows.failed': { title: 'Failed workflow runs', kind: 'count', dimensions: ['workflow'] },
  'workflows.duration': { title: 'Workflow run duration', kind: 'duration', dimensions: ['workflow'] },
  'webhooks.delivered': { title: 'Delivered webhook messages', kind: 'count', dimensions: ['endpoint'] },
  'webhooks.latency': { title: 'Webhook delivery latency', kind: 'duration', dimensions: ['endpoint'] },
  'onboarding.completed': { title: 'Completed onboardings', kind: 'count', dimensions: [] },
  'onboarding.duration': { title: 'Onboarding duration', kind: 'duration', dimensions: [] },
  'tenant.created': { title: 'Tenant created', kind: 'count', dimensions: [] },
  'tenant.churned': { title: 'Tenant churned', kind: 'count', dimensions: [] },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** One value of a dimension, as in `origin:imported`; '' stands for all together. */
export type Dimension = '' | `${string}:${string}`;

export interface MetricView extends Metric {
  readonly metric: MetricName;
  /** Milliseconds for durations; counts have none. */
  readonly unit: 'ms' | null;
  /** Largest relative error of percentiles; null for counts and means, which are exact. */
  readonly percentileError: number | null;
}

export const catalogue: readonly MetricView[] = metricNames.map((metric) => {
  const duration = metrics[metric].kind === 'duration';
  return { metric, ...metrics[metric], unit: duration ? 'ms' : null, percentileError: duration ? errorShare : null };
});
