import { split } from '../money/split.js';
import { addDays, daysBetween, startOfDay } from './calendar.js';
import type { Period } from './period.js';

/** An amount that was charged in advance for the days from `start` to `end`. */
export interface Prepaid extends Period {
  readonly amount: number;
}

export interface Parting {
  readonly used: number;
  readonly unused: number;
  readonly usedDays: number;
  readonly unusedDays: number;
}

/** Parts what was paid in advance at midnight of `day`: `used` and `unused` add up to it exactly. */
export function part(prepaid: Prepaid, day: Date): Parting {
  const days = daysBetween(prepaid.start, prepaid.end);
  const usedDays = Math.min(days, daysBetween(prepaid.start, day));
  const unusedDays = days - usedDays;
  const [used = 0, unused = 0] = days === 0 ? [prepaid.amount, 0] : split(prepaid.amount, [usedDays, unusedDays]);
  return { used, unused, usedDays, unusedDays };
}

/** What a month's price comes to for the days from `day` to the end of the period. */
export function restOf(price: number, period: Period, day: Date): Parting {
  return part({ ...period, amount: price }, day);
}

/** The day on which something happened counts as used. */
export function firstUnusedDay(at: Date): Date {
  return addDays(startOfDay(at), 1);
}
