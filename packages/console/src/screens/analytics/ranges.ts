export const ranges = ['day', 'month', 'quarter'] as const;
export type RangeName = (typeof ranges)[number];

interface Range {
  readonly label: string;
  readonly grain: 'hour' | 'day';
  readonly days: number;
}

export const rangeOf: Readonly<Record<RangeName, Range>> = {
  day: { label: 'Last 24 hours', grain: 'hour', days: 1 },
  month: { label: 'Last 30 days', grain: 'day', days: 30 },
  quarter: { label: 'Last 90 days', grain: 'day', days: 90 },
};

const hourMs = 3_600_000;

/** When the range begins: with a whole bucket in UTC, so that a screen does not ask anew with every moment. */
export function beginOf(name: RangeName): string {
  const { grain, days } = rangeOf[name];
  const bucketMs = grain === 'hour' ? hourMs : 24 * hourMs;
  const current = Math.floor(Date.now() / bucketMs) * bucketMs;
  return new Date(current + bucketMs - days * 24 * hourMs).toISOString();
}
