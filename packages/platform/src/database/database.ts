import type { Pool } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
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

/** One round trip at most: the tenant's setting and the lock are taken in the same statement. */
async function enter(runner: QueryRunner, tenantId: string | null, { lockKey }: TransactionOptions): Promise<void> {
  if (lockKey !== undefined) {
    await runner.query("SELECT set_config('app.tenant_id', $1, true), pg_advisory_xact_lock(hashtextextended($2, 0))", [
      tenantId ?? '',
      lockKey,
    ]);
  } else if (tenantId !== null) {
    await runner.query(`SET LOCAL app.tenant_id = '${tenantId}'`);
  }
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
      extra: { idleTimeoutMillis: 30_000, keepAlive: true },
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
      await runner.startTransaction();
      const tx = new Transaction(runner.manager, tenantId);
      try {
        await enter(runner, tenantId, options);
        const outcome = await work(tx);
        await tx.runCommitSteps();
        await recordIdempotentOutcome(tx, outcome);
        await runner.commitTransaction();
        await tx.runCommittedSteps();
        return outcome;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}
