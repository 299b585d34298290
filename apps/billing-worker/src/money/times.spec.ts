import fc from 'fast-check';
import { expect, test } from 'vitest';
import { times } from './times.js';

test('halves go to the even neighbour', () => {
  expect([1, 3, 5, 7].map((quantity) => times(quantity, 1, 2))).toEqual([0, 2, 2, 4]);
  expect(times(1_001, 500, 1_000)).toBe(500);
  expect(times(1_500, 500, 1_000)).toBe(750);
});

test('the amount is never further than half a unit from the exact one', () => {
  const whole = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(whole, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 10_000 }), (n, price, per) => {
      const off = BigInt(times(n, price, per)) * BigInt(per) - BigInt(n) * BigInt(price);
      expect(2n * (off < 0n ? -off : off) <= BigInt(per)).toBe(true);
    }),
  );
});
