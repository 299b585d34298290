import type { ClientBase } from 'pg';
import type { Outgoing } from './outgoing.js';

/**
 * Numbers the messages per partition key and answers with what stores them, as the exact bytes that will be sent: a
 * statement that may travel with the COMMIT. Two statements, however many messages there are.
 *
 * The counter's row stays locked until the commit, so that transactions of one key follow each other and positions in
 * the outbox rise with the sequence. Keys are locked in sorted order, which rules out deadlocks between two writers.
 */
export async function writeOutbox(client: ClientBase, messages: readonly Outgoing[]): Promise<() => Promise<unknown>> {
  const counts = new Map<string, number>();
  for (const { partitionKey } of messages) counts.set(partitionKey, (counts.get(partitionKey) ?? 0) + 1);
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
  const encoded = messages.map(({ partitionKey, encode }) => {
    const sequence = (next.get(partitionKey) ?? 0) + 1;
    next.set(partitionKey, sequence);
    return encode(sequence);
  });
  const statement = {
    name: 'outbox-write',
    text: `INSERT INTO outbox (id, exchange, routing_key, partition_key, tenant_id, correlation_id, content_type, body, headers)
     SELECT id, exchange, routing, key, tenant, correlation, type, body, headers
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::bytea[], $9::jsonb[])
       WITH ORDINALITY AS t(id, exchange, routing, key, tenant, correlation, type, body, headers, n)
     ORDER BY n`,
    values: [
      messages.map(({ id }) => id),
      messages.map(({ exchange }) => exchange),
      messages.map(({ routingKey }) => routingKey),
      messages.map(({ partitionKey }) => partitionKey),
      messages.map(({ tenantId }) => tenantId),
      messages.map(({ correlationId }) => correlationId),
      messages.map(({ contentType }) => contentType),
      encoded.map(({ body }) => body),
      encoded.map(({ headers }) => headers && JSON.stringify(headers)),
    ],
  };
  return () => client.query(statement);
}
