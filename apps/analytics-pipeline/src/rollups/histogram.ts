/** How many values fell into each bucket, by the bucket's number; buckets without values are left out. */
export type Histogram = Readonly<Record<string, number>>;

/** Each bucket is this much wider than the one before. */
const growth = 1.1;
/** Beyond the last bucket's bound, some eleven years in milliseconds, values count as that long. */
const lastBucket = 280;

/**
 * Largest relative error of a percentile: it is answered as the geometric middle of its bucket, so that the true value
 * is at most the square root of `growth` away. Values below 1 are answered as 0.
 */
export const errorShare = Math.round((Math.sqrt(growth) - 1) * 1e4) / 1e4;

/** The bucket of a value in milliseconds: 0 below 1, and bucket n from growth^(n-1) to growth^n. */
export function bucketOf(value: number): number {
  if (value < 1) return 0;
  return Math.min(lastBucket, 1 + Math.floor(Math.log(value) / Math.log(growth)));
}

export function unite(histograms: readonly (Histogram | null)[]): Histogram {
  const united: Record<string, number> = {};
  for (const histogram of histograms) {
    for (const [bucket, count] of Object.entries(histogram ?? {})) united[bucket] = (united[bucket] ?? 0) + count;
  }
  return united;
}

/** The value that the given share of all values does not exceed (nearest rank); null without values. */
export function percentile(histogram: Histogram, share: number): number | null {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0) return bucket === 0 ? 0 : Math.round(growth ** (bucket - 0.5) * 100) / 100;
  }
  return null;
}
