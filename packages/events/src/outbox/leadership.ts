import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const retryMs = 1_000;
/** In the two-number space of advisory locks, which the locks of partition keys do not use. */
const relayLock = [73, 1] as const;
export const outboxChannel = 'crm_outbox';

/**
 * Admits one process at a time per database: whoever holds a session advisory lock on a connection of its own. The lock
 * falls with the connection, so that a killed or cut-off leader is replaced within about a second.
 *
 * `lead` runs while the lock is held; `lost` fires when the connection breaks. `onNotified` is called when another
 * process has written to the outbox.
 */
export async function keepLeadership(
  url: string,
  stop: AbortSignal,
  onNotified: () => void,
  lead: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    const client = new Client({ connectionString: url, application_name: 'crm-relay', keepAlive: true });
    const lost = new AbortController();
    client.on('error', (error) => lost.abort(error));
    client.on('end', () => lost.abort(new Error('The connection that holds the leadership has ended.')));
    client.on('notification', onNotified);
    try {
      await client.connect();
      if (await acquire(client, stop, lost.signal)) {
        await client.query(`LISTEN ${outboxChannel}`);
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

async function acquire(client: Client, stop: AbortSignal, lost: AbortSignal): Promise<boolean> {
  while (!stop.aborted && !lost.aborted) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [
      ...relayLock,
    ]);
    if (rows[0]?.held) return true;
    await delay(retryMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return false;
}
