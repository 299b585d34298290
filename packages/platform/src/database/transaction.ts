import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

type Hook = () => Promise<void> | void;

/**
 * One open database transaction, inside one tenant or inside none.
 *
 * Everything written through `manager` commits together or not at all. Rows of other tenants do not exist here.
 */
export class Transaction {
  private readonly commitSteps: Hook[] = [];
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

  /** Runs after a successful commit. A crash may skip it: use it for wake-ups, never for facts. */
  afterCommit(step: Hook): void {
    this.committedSteps.push(step);
  }

  /** @internal steps registered by a running step run too */
  async runCommitSteps(): Promise<void> {
    for (const step of this.commitSteps) await step();
  }

  /** @internal */
  async runCommittedSteps(): Promise<void> {
    for (const step of this.committedSteps) await step();
  }
}
