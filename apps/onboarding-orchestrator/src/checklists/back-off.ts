/** Pauses in milliseconds between tries; the last one repeats. */
export type BackOff = readonly number[];

/** From a list of seconds as the configuration has it: `2,10,60`. */
export function backOffOf(seconds: string): BackOff {
  return seconds.split(',').map((part) => Number(part) * 1_000);
}

/** When to try again after the `attempts`-th try. */
export function pauseAfter(attempts: number, backOff: BackOff, now: Date): Date {
  const index = Math.min(Math.max(attempts, 1), backOff.length) - 1;
  return new Date(now.getTime() + (backOff[index] ?? 0));
}
