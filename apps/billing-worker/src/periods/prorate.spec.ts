import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './calendar.js';
import { monthOf } from './period.js';
import { firstUnusedDay, type Prepaid, part, restOf } from './prorate.js';

const anchor = new Date('2027-01-31T00:00:00Z');

test('used and unused days add up to what was paid', () => {
  expect(part({ ...monthOf(anchor, 0), amount: 4_900 }, addDays(anchor, 10))).toEqual({
    used: 1_750,
    unused: 3_150,
    usedDays: 10,
    unusedDays: 18,
  });
});

test('before the period all is unused, after it nothing', () => {
  const prepaid = { ...monthOf(anchor, 0), amount: 4_900 };
  expect(part(prepaid, addDays(anchor, -3)).unused).toBe(4_900);
  expect(part(prepaid, prepaid.end).unused).toBe(0);
  expect(part({ start: anchor, end: anchor, amount: 7 }, anchor)).toMatchObject({ used: 7, unused: 0 });
});

test('the day of the end counts as used', () => {
  expect(firstUnusedDay(new Date('2027-02-03T00:00:00.000Z'))).toEqual(new Date('2027-02-04T00:00:00Z'));
  expect(firstUnusedDay(new Date('2027-02-03T23:59:59.999Z'))).toEqual(new Date('2027-02-04T00:00:00Z'));
});

test('through any series of plan changes, charges and credits come to exactly what was used', () => {
  const change = fc.record({ after: fc.integer({ min: 0, max: 12 }), price: fc.integer({ min: 0, max: 200_000 }) });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200_000 }),
      fc.array(change, { maxLength: 12 }),
      fc.integer({ min: 0, max: 11 }),
      (price, changes, index) => {
        const period = monthOf(anchor, index);
        let prepaid: Prepaid = { ...period, amount: price };
        let billed = price;
        let used = 0;
        let day = period.start;
        for (const next of changes) {
          day = addDays(day, next.after);
          if (day >= period.end) break;
          const credit = part(prepaid, day);
          const charge = restOf(next.price, period, day);
          billed += charge.unused - credit.unused;
          used += credit.used;
          prepaid = { start: day, end: period.end, amount: charge.unused };
        }
        const last = part(prepaid, day);
        expect(billed - last.unused).toBe(used + last.used);
        expect(last.unused).toBeLessThanOrEqual(prepaid.amount);
      },
    ),
  );
});
