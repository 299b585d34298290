import { Database, defineProblem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { parseBody } from '../envelope/read.js';
import type { KeptDelivery } from '../inbox/inbox-store.js';

export const NoSuchDeadLetter = defineProblem('no-such-dead-letter', 404, 'There is no such dead letter');
export const NotDead = defineProblem('not-dead', 409, 'The delivery is no dead letter any more');

export interface DeadLetterView {
  id: string;
  type: string;
  tenantId: string | null;
  status: string;
  reason: string | null;
  error: string | null;
  attempts: number;
  receivedAt: Date;
  /** The message: parsed where it is JSON, else as base64. */
  event: unknown;
}

export interface EventCount {
  type: string;
  count: number;
  firstAt: Date | null;
  lastAt: Date | null;
}

export interface OutboxView {
  pending: number;
  /** Of the event that has waited longest. */
  oldestSeconds: number;
  /** Those that the broker refused, at most 100. */
  failing: FailingEvent[];
}

interface FailingEvent {
  id: string;
  type: string;
  tenantId: string | null;
  attempts: number;
  retryAt: Date | null;
  error: string;
}

const columns =
  'event_id, type, tenant_id, partition_key, status, received_at, attempts, retry_at, reason, error, body, headers';

function viewOf(row: KeptDelivery): DeadLetterView {
  return {
    id: row.event_id,
    type: row.type,
    tenantId: row.tenant_id,
    status: row.status,
    reason: row.reason,
    error: row.error,
    attempts: row.attempts,
    receivedAt: row.received_at,
    event: row.body && shownOf(row.body),
  };
}

/** A body that is nested too deep to be written again is shown like one that is no JSON. */
function shownOf(body: Buffer): unknown {
  const parsed = parseBody(body);
  try {
    if (parsed && JSON.stringify(parsed)) return parsed;
  } catch {
    // Falls through to its bytes.
  }
  return { base64: body.toString('base64') };
}

/** What an operator can see of, and do to, the carrying of events in this service. */
@Injectable()
export class OperationsService {
  constructor(private readonly database: Database) {}

  async published(): Promise<EventCount[]> {
    return this.counts(
      `SELECT routing_key AS type, count(*)::int AS count, min(published_at) AS "firstAt", max(published_at) AS "lastAt"
       FROM outbox WHERE published_at IS NOT NULL GROUP BY routing_key ORDER BY routing_key`,
    );
  }

  async handled(): Promise<EventCount[]> {
    return this.counts(
      `SELECT type, count(*)::int AS count, min(handled_at) AS "firstAt", max(handled_at) AS "lastAt"
       FROM inbox WHERE status = 'handled' GROUP BY type ORDER BY type`,
    );
  }

  async outbox(): Promise<OutboxView> {
    const { rows } = await this.database.pool.query(
      `SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest
       FROM outbox WHERE published_at IS NULL`,
    );
    const failing = await this.database.pool.query<FailingEvent>(
      `SELECT id, routing_key AS type, tenant_id AS "tenantId", attempts, retry_at AS "retryAt", last_error AS error
       FROM outbox WHERE published_at IS NULL AND last_error IS NOT NULL ORDER BY position LIMIT 100`,
    );
    return { pending: rows[0].pending, oldestSeconds: rows[0].oldest, failing: failing.rows };
  }

  /** Deliveries that were given up or wait for another try, newest first, at most `limit`. */
  async kept(status: 'dead' | 'parked', limit: number): Promise<DeadLetterView[]> {
    const { rows } = await this.database.pool.query<KeptDelivery>(
      `SELECT ${columns} FROM inbox WHERE status = $1 ORDER BY arrived DESC LIMIT $2`,
      [status, limit],
    );
    return rows.map(viewOf);
  }

  async deadLetter(id: string): Promise<DeadLetterView> {
    return viewOf(await this.find(id));
  }

  /**
   * Hands a dead letter to this service's handler again, and to nobody else; `event` replaces what was wrong with it.
   * Whether it succeeds shows in its status.
   */
  async replay(id: string, event?: Record<string, unknown>): Promise<DeadLetterView> {
    const row = await this.find(id);
    if (row.status !== 'dead') throw new NotDead(`It is ${row.status}.`);
    const letter = viewOf(row);
    const body = event ? Buffer.from(JSON.stringify(event)) : row.body;
    const identity = (event ?? letter.event) as Record<string, unknown>;
    await this.database.transaction(null, async (tx) => {
      await tx.manager.query('DELETE FROM inbox WHERE event_id = $1 AND status = $2', [id, 'dead']);
      await tx.manager.query(
        `INSERT INTO inbox (event_id, type, tenant_id, partition_key, status, retry_at, body)
         VALUES ($1, $2, $3, $4, 'parked', now(), $5)
         ON CONFLICT (event_id) DO NOTHING`,
        [
          identity['id'] ?? id,
          identity['type'] ?? letter.type,
          identity['tenantid'] ?? letter.tenantId,
          identity['partitionkey'] ?? row.partition_key,
          body,
        ],
      );
    });
    return { ...letter, status: 'parked' };
  }

  /** Gives a dead letter up for good; the reason is kept with it. */
  async discard(id: string, reason: string): Promise<DeadLetterView> {
    const letter = await this.deadLetter(id);
    const { rowCount } = await this.database.pool.query(
      "UPDATE inbox SET status = 'discarded', error = $2 WHERE event_id = $1 AND status = 'dead'",
      [id, `Discarded: ${reason}`],
    );
    if (rowCount === 0) throw new NotDead(`It is ${letter.status}.`);
    return { ...letter, status: 'discarded' };
  }

  private async find(id: string): Promise<KeptDelivery> {
    const { rows } = await this.database.pool.query<KeptDelivery>(`SELECT ${columns} FROM inbox WHERE event_id = $1`, [
      id,
    ]);
    const row = rows[0];
    if (!row || row.status === 'handled') throw new NoSuchDeadLetter(`No dead letter has the id ${id}.`);
    return row;
  }

  private async counts(sql: string): Promise<EventCount[]> {
    const { rows } = await this.database.pool.query<EventCount>(sql);
    return rows;
  }
}
