import type { Pool } from 'pg';
import type { OutboxRow } from './outbox-row.js';

/** The relay's own statements on the outbox. */
export class OutboxStore {
  constructor(private readonly pool: Pool) {}

  /**
   * The oldest unpublished rows that are not in `known` and whose keys are not in `blockedKeys`, in the order of writing.
   * There is no cursor: a transaction that commits late has lower positions than rows that are already out.
   */
  async unpublished(known: readonly string[], blockedKeys: readonly string[], limit: number): Promise<OutboxRow[]> {
    const { rows } = await this.pool.query<OutboxRow>({
      name: 'outbox-unpublished',
      text: `SELECT position, id, exchange, routing_key, partition_key, content_type, body, headers, created_at, attempts,
               retry_at
             FROM outbox
             WHERE published_at IS NULL AND position <> ALL($1::bigint[]) AND partition_key <> ALL($2::text[])
             ORDER BY position LIMIT $3`,
      values: [known, blockedKeys, limit],
    });
    return rows;
  }

  async markPublished(positions: readonly string[]): Promise<void> {
    await this.pool.query({
      name: 'outbox-mark',
      text: 'UPDATE outbox SET published_at = now(), last_error = NULL, retry_at = NULL WHERE position = ANY($1::bigint[])',
      values: [positions],
    });
  }

  async markFailed(position: string, error: string, retryAt: Date): Promise<void> {
    await this.pool.query(
      'UPDATE outbox SET attempts = attempts + 1, last_error = $2, retry_at = $3 WHERE position = $1',
      [position, error, retryAt],
    );
  }

  /** How many rows wait, and how old the oldest is in seconds (0 when none waits). */
  async backlog(): Promise<{ pending: number; oldestSeconds: number }> {
    const { rows } = await this.pool.query<{ pending: string; oldest: number }>(
      `SELECT count(*) AS pending, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest
       FROM outbox WHERE published_at IS NULL`,
    );
    return { pending: Number(rows[0]?.pending ?? 0), oldestSeconds: rows[0]?.oldest ?? 0 };
  }

  /** Forgets what was published before `before`; what waits is never forgotten. */
  async prune(before: Date): Promise<void> {
    await this.pool.query('DELETE FROM outbox WHERE published_at < $1', [before]);
  }
}
