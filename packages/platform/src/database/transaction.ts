import type { PoolClient, QueryResult } from 'pg';
import type { EntityManager } from 'typeorm';

type Hook = () => Promise<void> | void;

/**
 * One open database transaction, inside one tenant or inside none.
 *
 * Everything written through `manager` commits together or not at all. Rows of other tenants do not exist here.
 */
export class Transaction {
  private readonly commitSteps: Hook[] = [];
  private readonly closingStatements: (() => Promise<unknown>)[] = [];
  private readonly committedSteps: Hook[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly tenantId: string | null,
    /** The same connection without TypeORM, for the mechanism's own prepared statements. */
    readonly client: PoolClient,
  ) {}

  /** Runs inside the transaction, after the caller's work and in the order of registration; may fail it. */
  beforeCommit(step: Hook): void {
    this.commitSteps.push(step);
  }

  /**
   * Sends a last statement together with the COMMIT, which saves its round trip. If it fails, nothing is committed.
   * `send` must send at once, and nothing may depend on the answer.
   */
  withCommit(send: () => Promise<unknown>): void {
    this.closingStatements.push(send);
  }

  /** Runs after a successful commit. A crash may skip it: use it for wake-ups, never for facts. */
  afterCommit(step: Hook): void {
    this.committedSteps.push(step);
  }

  /** @internal steps registered by a running step run too */
  async runCommitSteps(): Promise<void> {
    for (const step of this.commitSteps) await step();
  }

  /**
   * Sends the closing statements and the COMMIT in one go.
   * @internal
   */
  async commit(): Promise<void> {
    const { stream } = this.client.connection;
    stream.cork();
    const sent = [...this.closingStatements.map((send) => send()), this.client.query('COMMIT')];
    stream.uncork();
    const answers = await Promise.allSettled(sent);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    const { command } = (await sent.at(-1)) as QueryResult;
    // PostgreSQL answers the COMMIT of a transaction in which a statement has failed with ROLLBACK, without an error.
    if (command !== 'COMMIT')
      throw new Error('Nothing was committed: a statement failed and its error was not passed on.');
  }

  /** @internal */
  async runCommittedSteps(): Promise<void> {
    for (const step of this.committedSteps) await step();
  }
}
