import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { EntityClass } from './definition.js';
import { recordIdempotentOutcome } from './idempotency-record.js';
import { SnakeNaming } from './snake-naming.js';
import { Transaction } from './transaction.js';

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections at once. */
  readonly poolSize: number;
  readonly applicationName: string;
  readonly entities: readonly EntityClass[];
}

export interface TransactionOptions {
  /** Transactions with the same key follow each other; the lock is held until the end of the transaction. */
  readonly lockKey?: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Begins, enters the tenant and takes the lock in one message. */
function beginning(client: PoolClient, tenantId: string | null, { lockKey }: TransactionOptions): string {
  const lock =
    lockKey === undefined
      ? ''
      : `; SELECT pg_advisory_xact_lock(hashtextextended(${client.escapeLiteral(lockKey)}, 0))`;
  return `BEGIN; SET LOCAL app.tenant_id = '${tenantId ?? ''}'${lock}`;
}

/**
 * Sends the beginning together with the first statement of `work`, which saves a round trip. Should it fail, PostgreSQL
 * refuses whatever follows, since it is in the same failed transaction; its own error is the one that is told.
 */
async function begin<T>(client: PoolClient, sql: string, work: () => Promise<T>): Promise<T> {
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  const begun = client.query(sql);
  const [beginning, outcome] = await Promise.allSettled([begun, work()]);
  if (beginning.status === 'rejected') throw beginning.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** The service's own database, entered only through transactions. */
export class Database {
  readonly dataSource: DataSource;

  constructor(private readonly options: DatabaseOptions) {
    this.dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: [...options.entities],
      namingStrategy: new SnakeNaming(),
      synchronize: false,
      installExtensions: false,
      applicationName: options.applicationName,
      poolSize: options.poolSize,
      connectTimeoutMS: 5_000,
      // Statements are sent without waiting for the answers to those before; their order stays.
      extra: { idleTimeoutMillis: 30_000, keepAlive: true, pipeline: true },
    });
  }

  get url(): string {
    return this.options.url;
  }

  /** The driver's pool, for the mechanism's own statements; a service goes through `transaction`. */
  get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }

  async connect(): Promise<void> {
    await this.dataSource.initialize();
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /**
   * Runs `work` in one READ COMMITTED transaction inside `tenantId` (null: outside of every tenant, where tenant-owned
   * rows are invisible). Commits when it returns, rolls back when it throws, and never retries by itself.
   */
  async transaction<T>(
    tenantId: string | null,
    work: (tx: Transaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    if (tenantId !== null && !uuid.test(tenantId)) throw new TypeError('The tenant of a transaction must be a UUID.');
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const tx = new Transaction(runner.manager, tenantId, client);
      try {
        // TypeORM opens a transaction of its own around every save() unless it knows of ours.
        (runner as { isTransactionActive: boolean }).isTransactionActive = true;
        const outcome = await begin(client, beginning(client, tenantId, options), async () => work(tx));
        await tx.runCommitSteps();
        await recordIdempotentOutcome(tx, outcome);
        await tx.commit();
        await tx.runCommittedSteps();
        return outcome;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        (runner as { isTransactionActive: boolean }).isTransactionActive = false;
      }
    } finally {
      await runner.release();
    }
  }
}
