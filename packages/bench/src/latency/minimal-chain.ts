import type { Channel, ChannelModel, ConfirmChannel } from 'amqplib';
import { Pool } from 'pg';
import { tenantData } from '../measure/speaker.js';

const exchange = 'bench.chain';

/**
 * The shortest chain that still loses and doubles nothing: insert an outbox row; after the commit read what is
 * unpublished, publish it, mark it after the confirm; consume, and insert inbox row and effect in one transaction.
 */
export class MinimalChain {
  onWritten: (id: string) => void = () => undefined;
  onEffect: (id: string) => void = () => undefined;
  private relaying = false;
  private stale = false;

  private constructor(
    private readonly source: Pool,
    private readonly target: Pool,
    private readonly publisher: ConfirmChannel,
    private readonly consumer: Channel,
    private readonly queues: readonly string[],
  ) {}

  static async open(connection: ChannelModel, from: string, to: string, fanOut: number): Promise<MinimalChain> {
    const [source, target] = [from, to].map((connectionString) => new Pool({ connectionString, max: 18 })) as [
      Pool,
      Pool,
    ];
    await source.query(`CREATE TABLE chain_outbox (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id uuid NOT NULL, body bytea NOT NULL, published_at timestamptz)`);
    await source.query('CREATE INDEX ON chain_outbox (position) WHERE published_at IS NULL');
    await target.query('CREATE TABLE chain_inbox (event_id uuid PRIMARY KEY)');
    await target.query('CREATE TABLE chain_effect (tenant_id uuid PRIMARY KEY, n integer NOT NULL)');
    const consumer = await connection.createChannel();
    await consumer.assertExchange(exchange, 'topic', { durable: true });
    const queues = Array.from({ length: fanOut }, (_, n) => `${exchange}.${n}`);
    for (const queue of queues) {
      await consumer.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      await consumer.bindQueue(queue, exchange, 'fact');
    }
    const chain = new MinimalChain(source, target, await connection.createConfirmChannel(), consumer, queues);
    await consumer.prefetch(256);
    await consumer.consume(queues[0] ?? '', (message) => {
      if (message) void chain.handle(message.content).then(() => consumer.ack(message));
    });
    return chain;
  }

  async write(id: string): Promise<void> {
    const body = Buffer.from(JSON.stringify({ id, data: tenantData(id, 'Bench') }));
    await this.source.query({
      name: 'write',
      text: 'INSERT INTO chain_outbox (id, body) VALUES ($1, $2)',
      values: [id, body],
    });
    this.onWritten(id);
    this.stale = true;
    if (!this.relaying) void this.relay();
  }

  async clear(channel: Channel): Promise<void> {
    await this.source.query('TRUNCATE chain_outbox');
    for (const queue of this.queues.slice(1)) await channel.purgeQueue(queue);
  }

  async close(): Promise<void> {
    await this.consumer.close();
    await this.publisher.close();
    await Promise.all([this.source.end(), this.target.end()]);
  }

  private async relay(): Promise<void> {
    this.relaying = true;
    while (this.stale) {
      this.stale = false;
      const { rows } = await this.source.query<{ position: string; body: Buffer }>({
        name: 'read',
        text: 'SELECT position, body FROM chain_outbox WHERE published_at IS NULL ORDER BY position LIMIT 500',
      });
      if (rows.length === 0) continue;
      for (const row of rows) this.publisher.publish(exchange, 'fact', row.body, { deliveryMode: 2, mandatory: true });
      await this.publisher.waitForConfirms();
      await this.source.query({
        name: 'mark',
        text: 'UPDATE chain_outbox SET published_at = now() WHERE position = ANY($1::bigint[])',
        values: [rows.map((row) => row.position)],
      });
    }
    this.relaying = false;
  }

  private async handle(body: Buffer): Promise<void> {
    const { id } = JSON.parse(body.toString()) as { id: string };
    const client = await this.target.connect();
    await client.query('BEGIN');
    await client.query({
      name: 'inbox',
      text: 'INSERT INTO chain_inbox (event_id) VALUES ($1) ON CONFLICT DO NOTHING',
      values: [id],
    });
    await client.query({
      name: 'effect',
      text: 'INSERT INTO chain_effect AS e (tenant_id, n) VALUES ($1, 1) ON CONFLICT (tenant_id) DO UPDATE SET n = e.n + 1',
      values: [id],
    });
    await client.query('COMMIT');
    client.release();
    this.onEffect(id);
  }
}
