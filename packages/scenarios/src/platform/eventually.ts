import { setTimeout as delay } from 'node:timers/promises';

/** Repeats `look` until it neither throws nor answers something falsy; fails with its last error after `timeoutMs`. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  { timeoutMs = 20_000, pauseMs = 100 }: { timeoutMs?: number; pauseMs?: number } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  let last: Error;
  for (;;) {
    try {
      const seen = await look();
      if (seen) return seen;
      last = new Error('it was looked for and not there');
    } catch (error) {
      last = error as Error;
    }
    if (Date.now() >= end) throw new Error(`Waited ${timeoutMs} ms in vain: ${last.message}`, { cause: last });
    await delay(pauseMs);
  }
}
