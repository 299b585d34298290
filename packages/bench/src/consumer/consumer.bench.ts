import { randomUUID } from 'node:crypto';
import { queueOf, TenantCreated } from '@crm/events';
import { startService } from '@crm/platform';
import { type ChannelModel, connect } from 'amqplib';
import { Pool } from 'pg';
import { hearerService } from '../measure/hearer.js';
import { interleaved, say } from '../measure/rounds.js';
import { tenantData } from '../measure/speaker.js';
import { surroundings } from '../measure/surroundings.js';

const inFlight = 16;
const queue = queueOf('onboarding-orchestrator');

/** Handling with inbox, order per key and one effect row: our consumer beside a plain begin-inbox-update-commit-ack loop. */
export async function benchConsumer(events: number, rounds: number): Promise<void> {
  const world = await surroundings();
  const { env, ownerUrl } = await world.placeOf(hearerService);
  env['DATABASE_POOL'] = String(inFlight + 2);
  const pool = new Pool({ connectionString: ownerUrl, max: inFlight });
  pool.on('error', () => undefined);
  const connection = await connect(world.adminAmqpUrl, { noDelay: true });
  const fill = async (): Promise<void> => {
    await pool.query('TRUNCATE inbox, effect');
    const channel = await connection.createConfirmChannel();
    await channel.purgeQueue(queue);
    for (let n = 0; n < events; n += 1) {
      const id = randomUUID();
      const event = {
        specversion: '1.0',
        id,
        source: '/crm/api-gateway',
        type: TenantCreated.type,
        subject: id,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        tenantid: id,
        actor: 'bench',
        partitionkey: id,
        sequence: 1,
        correlationid: id,
        hopcount: 0,
        data: tenantData(id, 'Bench'),
      };
      channel.sendToQueue(queue, Buffer.from(JSON.stringify(event)), { deliveryMode: 2, messageId: id });
    }
    await channel.waitForConfirms();
    await channel.close();
  };
  const handled = async (): Promise<void> => {
    for (;;) {
      const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM inbox');
      if ((rows[0]?.n ?? 0) >= events) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ours = async (): Promise<number> => {
    await fill();
    const from = performance.now();
    const service = await startService(hearerService, env);
    const started = performance.now() - from;
    await handled();
    const seconds = (performance.now() - from - started) / 1_000;
    await service.stop();
    return events / seconds;
  };
  const limit = async (): Promise<number> => {
    await fill();
    const from = performance.now();
    await plainLoop(pool, connection, events);
    return events / ((performance.now() - from) / 1_000);
  };
  say('consumer', 'events/s', await interleaved(rounds, ours, limit), 'at least 0.6');
  await connection.close();
  await pool.end();
  await world.stop();
}

async function plainLoop(pool: Pool, connection: ChannelModel, events: number): Promise<void> {
  const channel = await connection.createChannel();
  await channel.prefetch(inFlight);
  let done = 0;
  await new Promise<void>((resolve, reject) => {
    const handle = async (message: { content: Buffer }): Promise<void> => {
      const event = JSON.parse(message.content.toString()) as {
        id: string;
        type: string;
        tenantid: string;
        partitionkey: string;
      };
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(
        "INSERT INTO inbox (event_id, type, tenant_id, partition_key, status) VALUES ($1, $2, $3, $4, 'handled') ON CONFLICT DO NOTHING",
        [event.id, event.type, event.tenantid, event.partitionkey],
      );
      await client.query(
        'INSERT INTO effect AS e (tenant_id, n) VALUES ($1, 1) ON CONFLICT (tenant_id) DO UPDATE SET n = e.n + 1',
        [event.tenantid],
      );
      await client.query('COMMIT');
      client.release();
    };
    channel
      .consume(queue, (message) => {
        if (!message) return;
        handle(message).then(() => {
          channel.ack(message);
          done += 1;
          if (done === events) resolve();
        }, reject);
      })
      .catch(reject);
  });
  await channel.close();
}
