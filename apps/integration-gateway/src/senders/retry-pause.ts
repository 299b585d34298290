/** No answer's Retry-After is obeyed for longer. */
const longestWish = 86_400;

/**
 * Seconds until the next attempt, or null when there is none. The pause is drawn from zero up to the schedule's, so that
 * messages that failed together do not come back together ("full jitter"); it is not shorter than what was asked for.
 *
 * @param round attempts made, at least 1
 * @param wish Retry-After of the last answer
 */
export function retryPause(
  schedule: readonly number[],
  round: number,
  wish: number | null,
  random: () => number = Math.random,
): number | null {
  const longest = schedule[round - 1];
  if (longest === undefined) return null;
  return Math.max(longest * random(), Math.min(wish ?? 0, longestWish));
}
