import { randomUUID } from 'node:crypto';
import { domainExchange, queueOf } from '@crm/events';
import { startService } from '@crm/platform';
import { type ChannelModel, connect } from 'amqplib';
import { Pool } from 'pg';
import { interleaved, say } from '../measure/rounds.js';
import { speakerService } from '../measure/speaker.js';
import { surroundings } from '../measure/surroundings.js';

/** The map's mean: 78 consume links for 20 events. */
const fanOut = 4;
const type = 'crm.tenant.reactivated.v1';

/** Draining an outbox of rows of 1 KiB, marks included: the relay beside a plain select-publish-mark loop. */
export async function benchRelay(rows: number, rounds: number): Promise<void> {
  const world = await surroundings();
  const { env, ownerUrl } = await world.placeOf(speakerService);
  const pool = new Pool({ connectionString: ownerUrl, max: 4 });
  pool.on('error', () => undefined);
  const connection = await connect(world.adminAmqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const queues = [
    'access-control',
    'tenant-admin-portal',
    'integration-gateway',
    'customer-health',
    'onboarding-orchestrator',
  ].map(queueOf);
  // Five services hear this event; one of them does not here, so that the fan-out is the map's.
  for (const queue of queues.slice(fanOut)) await channel.unbindQueue(queue, domainExchange, type);

  const fill = async (): Promise<void> => {
    await pool.query('TRUNCATE outbox');
    for (const queue of queues) await channel.purgeQueue(queue);
    const body = Buffer.alloc(1_024, 'x');
    for (let done = 0; done < rows; done += 5_000) {
      await pool.query(
        `INSERT INTO outbox (id, exchange, routing_key, partition_key, tenant_id, content_type, body)
         SELECT id, $1, $2, id::text, id, 'application/cloudevents+json', $3 FROM unnest($4::uuid[]) AS t(id)`,
        [domainExchange, type, body, Array.from({ length: 5_000 }, () => randomUUID())],
      );
    }
    await pool.query('VACUUM ANALYZE outbox');
  };
  const drained = async (): Promise<void> => {
    for (;;) {
      const { rows: found } = await pool.query('SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1');
      if (found.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const ours = async (): Promise<number> => {
    await fill();
    const from = performance.now();
    const service = await startService(speakerService, env);
    const started = performance.now() - from;
    await drained();
    const seconds = (performance.now() - from - started) / 1_000;
    await service.stop();
    return rows / seconds;
  };
  const limit = async (): Promise<number> => {
    await fill();
    const from = performance.now();
    await plainLoop(pool, connection);
    return rows / ((performance.now() - from) / 1_000);
  };
  say('relay', 'events/s', await interleaved(rounds, ours, limit), 'at least 0.7');
  await connection.close();
  await pool.end();
  await world.stop();
}

async function plainLoop(pool: Pool, connection: ChannelModel): Promise<void> {
  const channel = await connection.createConfirmChannel();
  for (;;) {
    const { rows } = await pool.query<{ position: string; routing_key: string; body: Buffer; id: string }>(
      'SELECT position, id, routing_key, body FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 500',
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      channel.publish(domainExchange, row.routing_key, row.body, {
        messageId: row.id,
        deliveryMode: 2,
        mandatory: true,
      });
    }
    await channel.waitForConfirms();
    await pool.query('UPDATE outbox SET published_at = now() WHERE position = ANY($1::bigint[])', [
      rows.map((row) => row.position),
    ]);
  }
  await channel.close();
}
