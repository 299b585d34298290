import type { TestService } from '@crm/testing';

export interface Announcement {
  readonly name: string;
  readonly payload: Record<string, unknown>;
}

/** What the bus was told of a tenant, in the order of telling. */
export async function announced(gateway: TestService, tenantId: string): Promise<Announcement[]> {
  const rows = await gateway.sql<{ routing_key: string; body: string }>(
    `SELECT routing_key, convert_from(body, 'UTF8') AS body FROM outbox
     WHERE exchange = 'event-bus' AND tenant_id = $1 ORDER BY position`,
    [tenantId],
  );
  return rows.map(({ routing_key: name, body }) => ({ name, payload: JSON.parse(body).payload }));
}

/** The tables that hold a text anywhere: rows, messages to be sent, timers, answers kept for repetitions. */
export async function tablesThatHold(gateway: TestService, text: string): Promise<string[]> {
  const tables = await gateway.sql<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    // The body of a message is bytes.
    const bytes = name === 'outbox' ? "|| convert_from(body, 'UTF8')" : '';
    const rows = await gateway.sql(`SELECT 1 FROM ${name} WHERE strpos(${name}::text ${bytes}, $1) > 0`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
