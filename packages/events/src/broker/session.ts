import { setTimeout as delay } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';

export interface SessionOptions {
  readonly url: string;
  /** Shown in the broker's list of connections. */
  readonly connectionName: string;
  readonly onLost: (error: Error) => void;
}

const firstDelayMs = 100;
const longestDelayMs = 5_000;

/**
 * Keeps one connection to the broker in use until `stop` fires. `use` is called with each new connection and runs until
 * it returns (the connection is closed and the session ends) or throws; when it throws or the connection is lost, a new
 * connection is made after a growing, jittered delay.
 *
 * `lost` fires as soon as the connection is gone; nothing that was sent on it and not confirmed can be relied upon.
 */
export async function keepSession(
  options: SessionOptions,
  stop: AbortSignal,
  use: (connection: ChannelModel, lost: AbortSignal) => Promise<void>,
): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    const lost = new AbortController();
    try {
      const connection = await connect(options.url, {
        noDelay: true,
        keepAlive: true,
        timeout: 10_000,
        clientProperties: { connection_name: options.connectionName },
      });
      connection.on('error', () => undefined);
      connection.on('close', (error) => lost.abort(error ?? new Error('The connection to the broker was closed.')));
      failures = 0;
      try {
        await use(connection, lost.signal);
        return;
      } finally {
        await connection.close().catch(() => undefined);
      }
    } catch (error) {
      if (stop.aborted) return;
      options.onLost(error instanceof Error ? error : new Error(String(error)));
      const pause = Math.min(longestDelayMs, firstDelayMs * 2 ** failures);
      failures += 1;
      await delay(pause * (0.75 + Math.random() / 2), undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

/** A promise that rejects when the signal fires; the rejection is handled even if nobody waits for it. */
export function rejectionOf(signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_resolve, reject) => {
    const fail = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  promise.catch(() => undefined);
  return promise;
}
