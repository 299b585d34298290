import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const retryMs = 1_000;

export interface Leadership {
  /** Of the database that all replicas share. */
  readonly url: string;
  /** Says in the database's list of connections what this one is for. */
  readonly name: string;
  /** In the two-number space of advisory locks, which the locks of partition keys do not use. */
  readonly lock: readonly [number, number];
  /** Notifications that the leader is told of. */
  readonly channel?: string;
  readonly onNotified?: () => void;
}

/**
 * Admits one process at a time per database: whoever holds a session advisory lock on a connection of its own. The lock
 * falls with the connection, so that a killed or cut-off leader is replaced within about a second.
 *
 * `lead` runs while the lock is held; its signal fires at the stop, and when the connection breaks.
 */
export async function keepLeadership(
  { url, name, lock, channel, onNotified }: Leadership,
  stop: AbortSignal,
  lead: (ended: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    const client = new Client({ connectionString: url, application_name: name, keepAlive: true });
    const lost = new AbortController();
    client.on('error', (error) => lost.abort(error));
    client.on('end', () => lost.abort(new Error('The connection that holds the leadership has ended.')));
    if (onNotified) client.on('notification', onNotified);
    try {
      await client.connect();
      if (await acquire(client, lock, stop, lost.signal)) {
        if (channel !== undefined) await client.query(`LISTEN ${channel}`);
        await lead(AbortSignal.any([stop, lost.signal]));
      }
    } catch {
      // The database is away or came back: try again with a new connection.
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!stop.aborted) await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function acquire(
  client: Client,
  lock: Leadership['lock'],
  stop: AbortSignal,
  lost: AbortSignal,
): Promise<boolean> {
  while (!stop.aborted && !lost.aborted) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [...lock]);
    if (rows[0]?.held) return true;
    await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return false;
}
