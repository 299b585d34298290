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
  'contacts.unique': {
    title: 'New contacts, less those that were merged into another, on the day of their creation',
    kind: 'count',
    dimensions: [],
  },
  'contacts.merged': { title: 'Contacts merged into another', kind: 'count', dimensions: [] },
  'workflows.runs': { title: 'Workflow runs that ended', kind: 'count', dimensions: ['workflow', 'result'] },
  'workflows.succeeded': { title: 'Workflow runs that succeeded', kind: 'count', dimensions: ['workflow'] },
  'workflows.failed': { title: 'Workflow runs that failed', kind: 'count', dimensions: ['workflow'] },
  'workflows.duration': { title: 'Duration of workflow runs', kind: 'duration', dimensions: ['workflow'] },
  'webhooks.delivered': { title: 'Webhook messages delivered', kind: 'count', dimensions: ['endpoint'] },
  'webhooks.latency': { title: 'Latency of webhook deliveries', kind: 'duration', dimensions: ['endpoint'] },
  'onboarding.completed': { title: 'Onboardings completed', kind: 'count', dimensions: [] },
  'onboarding.duration': { title: 'Time from start to end of an onboarding', kind: 'duration', dimensions: [] },
  'tenant.created': { title: 'The tenant was created', kind: 'count', dimensions: [] },
  'tenant.churned': { title: 'The tenant has churned', kind: 'count', dimensions: [] },
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
