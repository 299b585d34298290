import type { Draft } from '../invoices/issuing.service.js';
import { daysBetween, isoDay } from '../periods/calendar.js';
import type { Period } from '../periods/period.js';
import type { Parting } from '../periods/prorate.js';
import type { Plan } from '../plans/catalogue.js';
import type { MeteredCharge } from '../usage-records/usage-sums.service.js';

type Line = Draft['lines'][number];

/** As people read it: the last day is the one before the end. */
export function datesOf({ start, end }: Period): string {
  return `${isoDay(start)} to ${isoDay(new Date(end.getTime() - 1))}`;
}

export function advanceLine(plan: Plan, period: Period): Line {
  return {
    kind: 'subscription',
    description: `${plan.name}, ${datesOf(period)}`,
    quantity: daysBetween(period.start, period.end),
    amount: plan.monthlyPrice,
  };
}

export function usageLines(charges: readonly MeteredCharge[], period: Period): Line[] {
  return charges.map(({ meter, quantity, included, amount }) => ({
    kind: 'usage',
    description: `Usage of ${meter}, ${datesOf(period)}, of which ${included} are included`,
    quantity,
    amount,
  }));
}

export function creditLine(plan: Plan, { unused, unusedDays }: Parting): Line {
  return { kind: 'credit', description: `${plan.name}, unused`, quantity: unusedDays, amount: -unused };
}

export function chargeLine(plan: Plan, { unused, unusedDays }: Parting): Line {
  return { kind: 'charge', description: `${plan.name}, rest of the period`, quantity: unusedDays, amount: unused };
}

export function unusedLine(plan: Plan, { unused, unusedDays }: Parting): Line {
  return { kind: 'unused', description: `${plan.name}, paid and not used`, quantity: unusedDays, amount: -unused };
}
