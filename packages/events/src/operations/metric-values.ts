import type { Counter, Histogram } from 'prom-client';

/** What a counter has come to, by one of its labels. */
export async function totalsByLabel<L extends string>(counter: Counter<L>, label: L): Promise<Record<string, number>> {
  const { values } = await counter.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels[label]), value]));
}

/** Counts up to each bound of a histogram and then of all, by one of its labels. */
export async function bucketsByLabel<L extends string>(
  histogram: Histogram<L>,
  label: L,
): Promise<Record<string, number[]>> {
  const buckets: Record<string, number[]> = {};
  for (const { metricName, labels, value } of (await histogram.get()).values) {
    if (!metricName?.endsWith('_bucket')) continue;
    const name = String(labels[label]);
    buckets[name] ??= [];
    buckets[name].push(value);
  }
  return buckets;
}
