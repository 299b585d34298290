import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, daysBetween, isoDay, startOfDay } from './calendar.js';
import { monthOf } from './period.js';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const starts = (anchor: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => isoDay(monthOf(day(anchor), index).start));

test('a month that has no such day is entered on its last one, and the next month has it again', () => {
  expect(starts('2027-01-31', 4)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
  expect(starts('2028-01-31', 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31']);
  expect(starts('2027-12-30', 4)).toEqual(['2027-12-30', '2028-01-30', '2028-02-29', '2028-03-30']);
});

test('periods follow each other without gap or overlap, and are 28 to 31 days long', () => {
  const days = fc.integer({ min: 0, max: 80_000 });
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 600 }), (from, index) => {
      const anchor = new Date(from * 86_400_000);
      const { start, end } = monthOf(anchor, index);
      expect(monthOf(anchor, index + 1).start).toEqual(end);
      expect([28, 29, 30, 31]).toContain(daysBetween(start, end));
    }),
  );
});

test('a year is twelve months, except that 29 February has no other', () => {
  expect(isoDay(addMonths(day('2027-06-15'), 12))).toBe('2028-06-15');
  expect(isoDay(addMonths(day('2028-02-29'), 12))).toBe('2029-02-28');
});

test('a day begins at midnight UTC', () => {
  expect(startOfDay(new Date('2027-03-28T23:59:59.999Z'))).toEqual(day('2027-03-28'));
  expect(daysBetween(day('2027-03-27'), day('2027-03-29'))).toBe(2);
  expect(daysBetween(day('2027-03-29'), day('2027-03-27'))).toBe(0);
});
