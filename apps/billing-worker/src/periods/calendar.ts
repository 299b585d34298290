/** Billing knows days of UTC only: a period begins and ends at midnight UTC, whatever the tenant's own time zone. */
export const dayMs = 86_400_000;

export function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / dayMs) * dayMs);
}

export function addDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * dayMs);
}

/** Whole days from one midnight to a later one; 0 when it is not later. */
export function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / dayMs));
}

/**
 * The same day so many months later, or the last day of that month if it has no such day. Always counted from the
 * first day of all, so that 31 January is followed by 28 February and then by 31 March again.
 */
export function addMonths(anchor: Date, months: number): Date {
  const year = anchor.getUTCFullYear();
  const month = anchor.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(anchor.getUTCDate(), lastDay)));
}

/** As people read it: 2027-01-31. */
export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
