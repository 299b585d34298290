import type { ServiceFigures } from '@crm/events';

/** What one instance of a service counted between two looks at it. */
export class Window {
  constructor(
    private readonly before: ServiceFigures,
    private readonly after: ServiceFigures,
    private readonly seconds: number,
  ) {}

  published(type: string): number {
    return this.rate(this.before.published[type], this.after.published[type]);
  }

  told(name: string): number {
    return this.rate(this.before.serviceEvents[name], this.after.serviceEvents[name]);
  }

  handled(type: string): number {
    return this.rate(this.before.handled[type]?.total, this.after.handled[type]?.total);
  }

  get cpu(): number {
    return this.rate(this.before.cpuSeconds, this.after.cpuSeconds);
  }

  /** How late the handled events were, in milliseconds; undefined when there was none. */
  lagMs(type: string, quantile: number): number | undefined {
    const before = this.before.handled[type]?.lag ?? [];
    const counts = (this.after.handled[type]?.lag ?? []).map((count, index) => increase(before[index] ?? 0, count));
    return quantileMs(counts, this.after.lagBounds, quantile);
  }

  private rate(before = 0, after = 0): number {
    return rounded(increase(before, after) / this.seconds, 2);
  }
}

/** Counters only grow: one that is lower than before has begun anew. */
const increase = (before: number, after: number): number => (after >= before ? after - before : after);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Between two bounds values are taken to lie evenly; beyond the last one they count as the last one. */
function quantileMs(counts: readonly number[], bounds: readonly number[], quantile: number): number | undefined {
  const all = counts.at(-1) ?? 0;
  if (all <= 0) return undefined;
  const rank = quantile * all;
  const bucket = counts.findIndex((count) => count >= rank);
  const upper = bounds[bucket] ?? bounds.at(-1) ?? 0;
  const lower = bucket > 0 ? (bounds[bucket - 1] ?? upper) : 0;
  const below = bucket > 0 ? (counts[bucket - 1] ?? 0) : 0;
  const within = (counts[bucket] ?? 0) - below;
  const share = within > 0 ? (rank - below) / within : 1;
  return rounded((lower + (upper - lower) * share) * 1_000, 1);
}
