import { Database } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { HeardMessage, SaidMessage, TraceQuestion } from '../commands.js';
import { type SaidRow, saidMessage } from './said-message.js';

const columns = 'o.body, o.headers, o.published_at';
const mostSaid = 1_000;
/** What is recent is looked for among so many messages: a tenant that was quiet for long costs no more than that. */
const newest = 20_000;

/** What this service said, and what became of what it heard. `tenantId` null means of all tenants. */
@Injectable()
export class TraceService {
  constructor(private readonly database: Database) {}

  async said(tenantId: string | null, question: TraceQuestion): Promise<SaidMessage[]> {
    const { correlationIds, recent, payload = false } = question;
    const rows = [
      ...(correlationIds ? await this.correlated(tenantId, correlationIds) : []),
      ...(recent ? await this.recent(tenantId, recent) : []),
    ];
    return rows.flatMap((row) => saidMessage(row, payload) ?? []);
  }

  async heard(tenantId: string | null, eventIds: readonly string[]): Promise<HeardMessage[]> {
    if (eventIds.length === 0) return [];
    const { rows } = await this.database.pool.query<HeardMessage>(
      `SELECT event_id AS "eventId", status, received_at AS "receivedAt", handled_at AS "handledAt", attempts, reason
       FROM inbox WHERE event_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR tenant_id = $2)`,
      [eventIds, tenantId],
    );
    return rows;
  }

  private async correlated(tenantId: string | null, correlationIds: readonly string[]): Promise<SaidRow[]> {
    const { rows } = await this.database.pool.query<SaidRow>(
      `SELECT ${columns} FROM outbox o
       WHERE o.correlation_id = ANY($1::text[]) AND ($2::uuid IS NULL OR o.tenant_id = $2)
       ORDER BY o.position LIMIT ${mostSaid}`,
      [correlationIds, tenantId],
    );
    return rows;
  }

  private async recent(
    tenantId: string | null,
    { type, exceptTypes, since, limit }: NonNullable<TraceQuestion['recent']>,
  ): Promise<SaidRow[]> {
    const { rows } = await this.database.pool.query<SaidRow>(
      `SELECT ${columns} FROM (
         SELECT position, tenant_id, created_at FROM outbox
         WHERE ($1::text IS NULL OR routing_key = $1) AND ($5::text[] IS NULL OR routing_key <> ALL ($5)) ORDER BY position DESC LIMIT ${newest}
       ) newest JOIN outbox o USING (position)
       WHERE ($2::uuid IS NULL OR newest.tenant_id = $2) AND ($3::timestamptz IS NULL OR newest.created_at >= $3)
       ORDER BY position DESC LIMIT $4`,
      [type ?? null, tenantId, since ?? null, limit, exceptTypes ?? null],
    );
    return rows;
  }
}
