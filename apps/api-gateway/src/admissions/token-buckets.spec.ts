import { expect, test } from 'vitest';
import { TokenBuckets } from './token-buckets.js';

test('a burst is let through at once, and then one for each refill', () => {
  const buckets = new TokenBuckets(2, 3);
  const allowed = (now: number) => buckets.take('a', now).allowed;
  expect([allowed(0), allowed(0), allowed(0), allowed(0)]).toEqual([true, true, true, false]);
  expect([allowed(499), allowed(500), allowed(500)]).toEqual([false, true, false]);
});

test('it says how long to wait, what is left and when all is back', () => {
  const buckets = new TokenBuckets(0.5, 2);
  expect(buckets.take('a', 0)).toEqual({ allowed: true, remaining: 1, waitSeconds: 0, fullInSeconds: 2 });
  expect(buckets.take('a', 0)).toEqual({ allowed: true, remaining: 0, waitSeconds: 0, fullInSeconds: 4 });
  expect(buckets.take('a', 500)).toEqual({ allowed: false, remaining: 0, waitSeconds: 1.5, fullInSeconds: 3.5 });
});

test('keys do not share, and a long pause fills no more than the burst', () => {
  const buckets = new TokenBuckets(1, 1);
  expect(buckets.take('a', 0).allowed).toBe(true);
  expect(buckets.take('b', 0).allowed).toBe(true);
  expect(buckets.take('a', 1_000_000).allowed).toBe(true);
  expect(buckets.take('a', 1_000_000).allowed).toBe(false);
});

test('with too many keys the busy ones of lately are kept', () => {
  const buckets = new TokenBuckets(1, 1);
  for (let index = 0; index < 100_000; index += 1) buckets.take(`old ${index}`, 0);
  buckets.take('new', 100);
  buckets.take('newer', 100);
  expect(buckets.take('new', 100).allowed).toBe(false);
  expect(buckets.take('old 99999', 100).allowed).toBe(false);
});
