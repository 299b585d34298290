import type { ClientBase } from 'pg';
import { cloudEventsContentType } from '../envelope/cloud-event.js';
import type { UnsequencedEvent } from '../envelope/compose.js';
import { domainExchange } from '../topology/names.js';

/**
 * Numbers the events per partition key and answers with what stores them, as the exact bytes that will be sent: a
 * statement that may travel with the COMMIT. Two statements, however many events there are.
 *
 * The counter's row stays locked until the commit, so that transactions of one key follow each other and positions in
 * the outbox rise with the sequence. Keys are locked in sorted order, which rules out deadlocks between two writers.
 */
export async function writeOutbox(
  client: ClientBase,
  events: readonly UnsequencedEvent[],
): Promise<() => Promise<unknown>> {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event.partitionkey, (counts.get(event.partitionkey) ?? 0) + 1);
  const keys = [...counts.keys()].sort();
  const { rows } = await client.query<{ partition_key: string; last: string }>({
    name: 'outbox-number',
    text: `INSERT INTO event_sequences AS s (partition_key, last)
     SELECT * FROM unnest($1::text[], $2::bigint[]) AS t(key, n) ORDER BY key
     ON CONFLICT (partition_key) DO UPDATE SET last = s.last + excluded.last
     RETURNING partition_key, last`,
    values: [keys, keys.map((key) => counts.get(key))],
  });
  const next = new Map(rows.map((row) => [row.partition_key, Number(row.last) - (counts.get(row.partition_key) ?? 0)]));
  const bodies = events.map((event) => {
    const sequence = (next.get(event.partitionkey) ?? 0) + 1;
    next.set(event.partitionkey, sequence);
    const { data, ...attributes } = event;
    return Buffer.from(JSON.stringify({ ...attributes, sequence, data }));
  });
  const statement = {
    name: 'outbox-write',
    text: `INSERT INTO outbox (id, exchange, routing_key, partition_key, tenant_id, content_type, body)
     SELECT id, $1, type, key, tenant, $2, body
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bytea[]) WITH ORDINALITY AS t(id, type, key, tenant, body, n)
     ORDER BY n`,
    values: [
      domainExchange,
      cloudEventsContentType,
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.partitionkey),
      events.map((event) => event.tenantid),
      bodies,
    ],
  };
  return () => client.query(statement);
}
