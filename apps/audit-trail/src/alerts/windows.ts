export interface Match {
  readonly entryId: string;
  readonly at: Date;
  readonly bad: boolean;
}

export interface Window {
  readonly start: Date;
  readonly end: Date;
  /** Oldest first. */
  readonly matches: readonly Match[];
}

const byTime = (a: Match, b: Match): number => a.at.getTime() - b.at.getTime() || (a.entryId < b.entryId ? -1 : 1);

/**
 * The earliest window of `windowMs` with at least `threshold` matches that the new one is in; undefined when there is
 * none. Matches may have come in any order.
 */
export function fullWindow(
  matches: readonly Match[],
  newId: string,
  threshold: number,
  windowMs: number,
): Window | undefined {
  const sorted = [...matches].sort(byTime);
  const position = sorted.findIndex(({ entryId }) => entryId === newId);
  for (let first = Math.max(0, position - threshold + 1); first <= position; first += 1) {
    const start = sorted[first]?.at.getTime() ?? 0;
    const inside = sorted.slice(first).filter(({ at }) => at.getTime() <= start + windowMs);
    if (inside.length >= threshold && inside.some(({ entryId }) => entryId === newId)) {
      return { start: new Date(start), end: new Date(start + windowMs), matches: inside };
    }
  }
  return undefined;
}

/** The row of bad ones, uninterrupted by a good one, that the new one is in; undefined while it is too short. */
export function badSeries(matches: readonly Match[], newId: string, threshold: number): Window | undefined {
  const sorted = [...matches].sort(byTime);
  const position = sorted.findIndex(({ entryId }) => entryId === newId);
  const before = sorted.slice(0, position).findLastIndex(({ bad }) => !bad);
  const after = sorted.findIndex(({ bad }, index) => index > position && !bad);
  const series = sorted.slice(before + 1, after < 0 ? undefined : after);
  const [first, last] = [series[0], series.at(-1)];
  if (!sorted[position]?.bad || !first || !last || series.length < threshold) return undefined;
  return { start: first.at, end: last.at, matches: series };
}
