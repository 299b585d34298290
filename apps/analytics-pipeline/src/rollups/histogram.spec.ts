import { expect, test } from 'vitest';
import { bucketOf, errorShare, percentile, unite } from './histogram.js';

const histogramOf = (values: readonly number[]) => unite(values.map((value) => ({ [bucketOf(value)]: 1 })));

test('percentiles are off by no more than they say, from a millisecond to years', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (const reach of [10, 1_000, 1e6, 1e10]) {
    const values = Array.from({ length: 999 }, () => Math.ceil(reach ** random() * 10) / 10).sort((a, b) => a - b);
    const histogram = histogramOf(values);
    for (const share of [0.5, 0.95, 0.99, 1]) {
      const exact = values[Math.ceil(share * values.length) - 1] as number;
      const error = Math.abs((percentile(histogram, share) as number) - exact) / exact;
      expect(error).toBeLessThanOrEqual(errorShare + 0.005 / exact + 1e-4);
    }
  }
});

test('the number of buckets is bounded, and nothing is no percentile', () => {
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(280);
  expect(percentile({}, 0.5)).toBeNull();
  expect(percentile(histogramOf([0, 0, 0]), 0.99)).toBe(0);
});
