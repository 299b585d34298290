export const ranges = ['day', 'month', 'quarter'] as const;
export type RangeName = (typeof ranges)[number];

interface Range {
  readonly label: string;
  readonly grain: 'hour' | 'day';
  readonly days: number;
}

export const rangeOf: Readonly<Record<RangeName, Range>> = {
  day: { label: 'last 24 hours', grain: 'hour', days: 1 },
  month: { label: 'last 30 days', grain: 'day', days: 30 },
  quarter: { label: 'last 90 days', grain: 'day', days: 90 },
};

const hourMs = 3_600_000;

/** When the range begins, to the hour, so that a screen does not ask anew with every moment. */
export function beginOf(name: RangeName): string {
  const thisHour = Math.floor(Date.now() / hourMs) * hourMs;
  return new Date(thisHour - rangeOf[name].days * 24 * hourMs + hourMs).toISOString();
}
