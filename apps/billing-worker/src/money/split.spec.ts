import fc from 'fast-check';
import { expect, test } from 'vitest';
import { split } from './split.js';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const weights = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 40 })
  .filter((all) => all.some((weight) => weight > 0));

test('the parts always add up to the whole', () => {
  fc.assert(
    fc.property(amount, weights, (total, by) => {
      expect(split(total, by).reduce((sum, part) => sum + part, 0)).toBe(total);
    }),
  );
});

test('no part is a unit or more away from its exact share', () => {
  fc.assert(
    fc.property(amount, weights, (total, by) => {
      const sum = by.reduce((all, weight) => all + BigInt(weight), 0n);
      for (const [index, part] of split(total, by).entries()) {
        const off = BigInt(part) * sum - BigInt(total) * BigInt(by[index] ?? 0);
        expect(off < sum && -off < sum).toBe(true);
      }
    }),
  );
});

test('what weighs more never gets less', () => {
  fc.assert(
    fc.property(amount, weights, (total, by) => {
      const parts = split(total, by).map((part, index) => ({ part, weight: by[index] ?? 0 }));
      parts.sort((a, b) => a.weight - b.weight || a.part - b.part);
      expect(parts.every(({ part }, index) => index === 0 || part >= (parts[index - 1]?.part ?? 0))).toBe(true);
    }),
  );
});

test('units that are left go to the largest fractions, of equal ones to the earlier', () => {
  expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(split(4_900, [10, 21])).toEqual([1_581, 3_319]);
  expect(split(5, [0, 2])).toEqual([0, 5]);
});

test('what has no share cannot be split', () => {
  expect(() => split(1, [0, 0])).toThrow(RangeError);
  expect(() => split(-1, [1])).toThrow(RangeError);
  expect(() => split(1, [2, -1])).toThrow(RangeError);
});
