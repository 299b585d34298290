import { Database } from '@crm/platform';
import { Injectable } from '@nestjs/common';

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

/** What an operator can see of the carrying of events in this service. */
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

  private async counts(sql: string): Promise<EventCount[]> {
    const { rows } = await this.database.pool.query<EventCount>(sql);
    return rows;
  }
}
