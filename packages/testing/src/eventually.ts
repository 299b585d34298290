import { setTimeout as delay } from 'node:timers/promises';

/**
 * Repeats `look` until it neither throws nor answers undefined or false, and answers what it answered; fails with its
 * last error after `timeoutMs`.
 */
export async function eventually<T>(
  look: () => Promise<T> | T,
  { timeoutMs = 10_000, pauseMs = 25 }: { timeoutMs?: number; pauseMs?: number } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<Exclude<T, false>>;
      last = new Error(`it is still ${String(seen)}`);
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end)
      throw new Error(`Waited ${timeoutMs} ms in vain: ${(last as Error).message}`, { cause: last });
    await delay(pauseMs);
  }
}
