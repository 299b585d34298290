import type { ClientBase } from 'pg';
import { sabotaged } from '../runtime/faults.js';

export type Claim = 'claimed' | 'duplicate' | 'behind-parked';

export interface EventIdentity {
  readonly id: string;
  readonly type: string;
  readonly tenantid: string;
  readonly partitionkey: string;
}

/** A parked or dead delivery as it is kept. */
export interface KeptDelivery {
  readonly event_id: string;
  readonly type: string;
  readonly tenant_id: string | null;
  readonly partition_key: string;
  readonly status: 'parked' | 'dead' | 'handled' | 'discarded';
  readonly received_at: Date;
  readonly attempts: number;
  readonly retry_at: Date | null;
  readonly reason: string | null;
  readonly error: string | null;
  readonly body: Buffer | null;
  readonly headers: Record<string, unknown> | null;
  readonly history: readonly Happening[] | null;
}

/** One thing that befell a delivery: a failure, or what an operator did with it. */
export interface Happening {
  readonly at: string;
  readonly what: 'failed' | 'dead' | 'replayed' | 'discarded';
  readonly error?: string;
  readonly actor?: string;
}

/** SQL that adds to a delivery's history; of a long one the newest are kept. */
export const historyWith = (column: string, happening: string): string =>
  `jsonb_path_query_array(coalesce(${column}, '[]') || ${happening}::jsonb, '$[last - 49 to last]')`;

export const happening = (what: Happening['what'], more: Pick<Happening, 'error' | 'actor'> = {}): string =>
  JSON.stringify([{ at: new Date().toISOString(), what, ...more } satisfies Happening]);

/**
 * Notes that the event is handled by the transaction at hand. The caller holds the lock of the partition key.
 *
 * `duplicate`: it was handled, parked or given up before, nothing is to be done. `behind-parked`: an earlier event of
 * its key waits for another try, so that it must wait too.
 */
export async function claim(client: ClientBase, event: EventIdentity): Promise<Claim> {
  const { rowCount } = await client.query({
    name: 'inbox-claim',
    text: `INSERT INTO inbox (event_id, type, tenant_id, partition_key, status, handled_at, attempts)
           SELECT $1, $2, $3, $4::text, 'handled', now(), 1
           WHERE NOT EXISTS (SELECT FROM inbox WHERE partition_key = $4::text AND status = 'parked')
           ON CONFLICT (event_id) DO NOTHING`,
    values: [event.id, event.type, event.tenantid, event.partitionkey],
  });
  if (rowCount === 1 || sabotaged('inbox-off')) return 'claimed';
  const known = await client.query('SELECT FROM inbox WHERE event_id = $1', [event.id]);
  return known.rowCount ? 'duplicate' : 'behind-parked';
}

/** Keeps a delivery for another try; `retryAt` null means as soon as the events before it are done. */
export async function park(
  client: ClientBase,
  event: EventIdentity,
  body: Buffer,
  attempts: number,
  retryAt: Date | null,
  error: string | null,
): Promise<void> {
  await client.query(
    `INSERT INTO inbox (event_id, type, tenant_id, partition_key, status, attempts, retry_at, error, body, history)
     VALUES ($1, $2, $3, $4, 'parked', $5, $6, $7, $8, $9) ON CONFLICT (event_id) DO NOTHING`,
    [
      event.id,
      event.type,
      event.tenantid,
      event.partitionkey,
      attempts,
      retryAt,
      error,
      body,
      error === null ? null : happening('failed', { error }),
    ],
  );
}

export interface DeadDelivery {
  readonly id: string;
  readonly type: string;
  readonly tenantId: string | null;
  readonly partitionKey: string;
  readonly attempts: number;
  readonly reason: string;
  readonly error: string;
  readonly body: Buffer;
  readonly headers: Record<string, unknown>;
}

/** Keeps a delivery that no retry can mend. One that was handled before stays handled. */
export async function bury(client: ClientBase, dead: DeadDelivery): Promise<void> {
  await client.query(
    `INSERT INTO inbox AS i (event_id, type, tenant_id, partition_key, status, attempts, reason, error, body, headers,
       history)
     VALUES ($1, $2, $3, $4, 'dead', $5, $6, $7, $8, $9, $10)
     ON CONFLICT (event_id) DO UPDATE SET status = 'dead', reason = excluded.reason, error = excluded.error,
       attempts = i.attempts + excluded.attempts, retry_at = NULL, history = ${historyWith('i.history', 'excluded.history')}
     WHERE i.status = 'parked'`,
    [
      dead.id,
      dead.type,
      dead.tenantId,
      dead.partitionKey,
      dead.attempts,
      dead.reason,
      dead.error,
      dead.body,
      JSON.stringify(dead.headers),
      happening('dead', { error: dead.error }),
    ],
  );
}
