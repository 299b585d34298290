import { randomBytes } from 'node:crypto';
import { type CloudEvent, type DataOf, type EventClass, type EventOf, type ServiceName } from '@crm/events';
import { databaseName, databasePasswords, provisionDatabases } from '@crm/local';
import {
  type Caller,
  InternalTokens,
  migrateService,
  type RunningService,
  readKeyRing,
  type ServiceDefinition,
  startService,
} from '@crm/platform';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { eventually } from '../eventually.js';
import type { Parts } from '../parts/parts.js';
import { BrokerWorld, type EventOverrides } from './broker-world.js';
import { anonymousCaller, serviceCaller } from './callers.js';
import { TestClient } from './client.js';
import { type PeerAnswers, startPeers } from './peers.js';

export interface BootOptions {
  /** Further variables, or others than the defaults. */
  readonly env?: Record<string, string>;
  /** How the neighbours answer this service's commands. */
  readonly peers?: PeerAnswers;
}

/**
 * Boots one real service on the run's PostgreSQL and RabbitMQ, with a database and a virtual host of its own. Retries of
 * events are quick: 100 ms, 200 ms, then dead.
 */
export async function bootService(service: ServiceDefinition, options: BootOptions = {}): Promise<TestService> {
  const parts = inject('parts');
  const name = service.name as ServiceName;
  const databasePrefix = `spec_${randomBytes(5).toString('hex')}`;
  const urls = (await provisionDatabases(parts.postgresUrl, [name], databasePasswords([name]), { databasePrefix }))[
    name
  ];
  await migrateService(service, urls.ownerUrl);
  const broker = await BrokerWorld.open(parts, [name]);
  const peers = await startPeers(options.peers ?? {}, parts.keysDir);
  const env = {
    DATABASE_URL: urls.appUrl,
    DATABASE_POOL: '8',
    AMQP_URL: broker.amqpUrlOf(name),
    KEYS_DIR: parts.keysDir,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    SERVICE_URLS: JSON.stringify(peers.urls),
    INBOX_RETRY_SECONDS: '0.1,0.2',
    ...options.env,
  };
  const test = new TestService(parts, service, env, broker, peers.stop, databaseName(name, databasePrefix));
  try {
    await test.start();
    return test;
  } catch (error) {
    await test.stop();
    throw error;
  }
}

export class TestService {
  private running: RunningService | undefined;
  private readonly pool: Pool;
  private tokens = new Map<string, Promise<InternalTokens>>();

  constructor(
    private readonly parts: Parts,
    private readonly service: ServiceDefinition,
    readonly env: Record<string, string>,
    readonly broker: BrokerWorld,
    private readonly stopPeers: () => Promise<void>,
    private readonly database: string,
  ) {
    const url = new URL(parts.postgresUrl);
    url.pathname = `/${database}`;
    this.pool = new Pool({ connectionString: url.href, max: 2 });
    this.pool.on('error', () => undefined);
  }

  get url(): string {
    if (!this.running) throw new Error('The service is not running.');
    return this.running.url;
  }

  get app(): RunningService['app'] {
    if (!this.running) throw new Error('The service is not running.');
    return this.running.app;
  }

  /** Starts the service and waits until it is ready. */
  async start(): Promise<void> {
    this.running = await startService(this.service, this.env);
    await eventually(async () => (await fetch(new URL('/readyz', this.url))).status === 200);
  }

  /** Stops the service; its database and virtual host stay, so that it can be started again. */
  async halt(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Stops the service and removes its database and virtual host. */
  async stop(): Promise<void> {
    await this.halt();
    await Promise.all([this.stopPeers(), this.broker.close(), this.pool.end()]);
    const admin = new Client({ connectionString: this.parts.postgresUrl });
    await admin.connect();
    await admin.query(`DROP DATABASE IF EXISTS "${this.database}" WITH (FORCE)`);
    await admin.end();
  }

  /** A client that the gateway would let through as this caller. */
  async as(caller: Caller): Promise<TestClient> {
    const issuer = caller.kind === 'service' ? String(caller.service) : 'api-gateway';
    return new TestClient(this.url, this.service.name, await this.tokensOf(issuer), caller);
  }

  anonymous(): Promise<TestClient> {
    return this.as(anonymousCaller);
  }

  /** A client for the commands of a neighbouring service. */
  fromService(service: ServiceName, tenantId: string | null): Promise<TestClient> {
    return this.as(serviceCaller(service, tenantId));
  }

  /** Lets the service hear an event and waits until it is handled; fails with the handler's error if it is not. */
  async hear<E extends EventClass>(event: E, data: DataOf<E>, overrides: EventOverrides = {}): Promise<CloudEvent> {
    const sent = this.broker.publish(event, data, overrides);
    const status = await this.settled(sent.id);
    if (status === 'handled') return sent;
    const rows = await this.sql<{ error: string | null }>('SELECT error FROM inbox WHERE event_id = $1', [sent.id]);
    throw new Error(`${event.type} is ${status}: ${rows[0]?.error}`);
  }

  /** Status of an event in the inbox, as soon as it has one. */
  async settled(eventId: string): Promise<string> {
    return eventually(async () => {
      const rows = await this.sql<{ status: string }>('SELECT status FROM inbox WHERE event_id = $1', [eventId]);
      return rows[0]?.status;
    });
  }

  /** What the service has said of one type so far, in the order of saying: from its outbox, published or not. */
  async said<E extends EventClass>(event: E): Promise<EventOf<E>[]> {
    const rows = await this.sql<{ body: Buffer }>('SELECT body FROM outbox WHERE routing_key = $1 ORDER BY position', [
      event.type,
    ]);
    return rows.map((row) => JSON.parse(row.body.toString()) as EventOf<E>);
  }

  /** Reads or changes the service's database as superuser, past row-level security: for assertions. */
  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, values)).rows;
  }

  private tokensOf(issuer: string): Promise<InternalTokens> {
    let tokens = this.tokens.get(issuer);
    if (!tokens) {
      tokens = readKeyRing(this.parts.keysDir, issuer).then((ring) => new InternalTokens(ring));
      this.tokens.set(issuer, tokens);
    }
    return tokens;
  }
}
