import { fileURLToPath } from 'node:url';
import { domainExchange, TenantCreated } from '@crm/events';
import { anonymousCaller, InternalTokens, newId, readKeyRing } from '@crm/platform';
import { Pool } from 'pg';
import { startChild } from '../measure/child.js';
import { requestOf, requestsPerSecond } from '../measure/http-load.js';
import { interleaved, say } from '../measure/rounds.js';
import { speakerService, tenantData } from '../measure/speaker.js';
import { surroundings } from '../measure/surroundings.js';

const connections = 16;
/** Whoever holds this advisory lock leads; see leadership.ts of packages/events. */
const relayLock = [73, 1];
const text = 'A note of the length that notes have.';

/**
 * POST that commits a business row and an outbox row: a service process beside `pg` doing the same transaction over as
 * many connections. Once with another replica's relay leading, so that writing alone is measured; and once with the
 * relay of the process itself at work, which shares the machine with the broker and six quorum queues.
 */
export async function benchWrite(writes: number, rounds: number): Promise<void> {
  await compare('write', 'standing by', writes, rounds);
  await compare('write, with its relay', 'leading', writes, rounds);
}

async function compare(name: string, relay: 'leading' | 'standing by', writes: number, rounds: number): Promise<void> {
  const world = await surroundings();
  const { env, ownerUrl } = await world.placeOf(speakerService);
  const pool = new Pool({ connectionString: ownerUrl, max: connections + 1 });
  pool.on('error', () => undefined);
  const other = await pool.connect();
  if (relay === 'standing by') await other.query('SELECT pg_advisory_lock($1, $2)', relayLock);
  const main = fileURLToPath(new URL('../measure/speaker-main.js', import.meta.url));
  const child = await startChild([main], env);
  const tokens = new InternalTokens(await readKeyRing(world.keysDir, speakerService.name));
  const ours = async (): Promise<number> => {
    const authorization = `Bearer ${await tokens.mint(speakerService.name, anonymousCaller)}`;
    const request = requestOf('POST', `${child.url}/v1/notes`, { authorization }, JSON.stringify({ text }));
    const rate = await requestsPerSecond({
      url: child.url,
      requests: [request],
      connections,
      count: writes,
      status: 201,
    });
    if (relay === 'leading') await drained(pool);
    await clear(pool);
    return rate;
  };
  const limit = async (): Promise<number> => {
    const from = performance.now();
    let begun = 0;
    const work = async (): Promise<void> => {
      while (begun++ < writes) await plainWrite(pool);
    };
    await Promise.all(Array.from({ length: connections }, work));
    const seconds = (performance.now() - from) / 1_000;
    await clear(pool);
    return writes / seconds;
  };
  say(name, 'requests/s', await interleaved(rounds, ours, limit), 'at least 0.4');
  await child.stop();
  other.release(true);
  await pool.end();
  await world.stop();
}

async function drained(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query('SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1');
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function clear(pool: Pool): Promise<void> {
  await pool.query('TRUNCATE note, outbox, event_sequences');
}

/** Its outbox row counts as published, so that no relay takes it up; it costs the same. */
async function plainWrite(pool: Pool): Promise<void> {
  const id = newId();
  const body = Buffer.from(JSON.stringify({ id, type: TenantCreated.type, data: tenantData(id, 'Bench') }));
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query({
    name: 'note',
    text: 'INSERT INTO note (id, tenant_id, text) VALUES ($1, $1, $2)',
    values: [id, text],
  });
  await client.query({
    name: 'outbox',
    text: `INSERT INTO outbox (id, exchange, routing_key, partition_key, tenant_id, content_type, body, published_at)
           VALUES ($1, $2, $3, $4, $1, 'application/cloudevents+json', $5, now())`,
    values: [id, domainExchange, TenantCreated.type, id, body],
  });
  await client.query('COMMIT');
  client.release();
}
