import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks `condition` every 50 ms until it returns something other than false or undefined, and returns that.
 * An exception counts as "not yet" and is kept as the cause of the error after `timeoutMs`.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: { timeoutMs: number; what: string; everyMs?: number },
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + options.timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== false && value !== undefined) return value as Exclude<T, false | undefined>;
      cause = undefined;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      cause = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(`Waited ${options.timeoutMs} ms in vain for ${options.what}.`, { cause });
    }
    await sleep(options.everyMs ?? 50);
  }
}

/** Thrown by a condition of `waitFor` to say that more waiting is pointless. */
export class GivenUp extends Error {}
