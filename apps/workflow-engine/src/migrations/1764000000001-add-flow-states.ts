import type { MigrationInterface, QueryRunner } from 'typeorm';

const statusIn = (...statuses: readonly string[]): string =>
  `ALTER TABLE workflow ADD CONSTRAINT workflow_status_check CHECK (status IN ('${statuses.join("', '")}'))`;

/** A draft is an inactive workflow; starting and stopping take as long as whoever orchestrates needs to answer. */
export class AddFlowStates1764000000001 implements MigrationInterface {
  readonly name = 'AddFlowStates1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workflow DROP CONSTRAINT workflow_status_check');
    await everywhere(runner, "UPDATE workflow SET status = 'inactive' WHERE status = 'draft'");
    await runner.query(statusIn('inactive', 'starting', 'active', 'stopping', 'paused'));
    await runner.query(`ALTER TABLE workflow
      ADD COLUMN status_reason text, ADD COLUMN deactivated_at timestamptz, ADD COLUMN deleted_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workflow DROP CONSTRAINT workflow_status_check');
    await everywhere(
      runner,
      "UPDATE workflow SET status = 'draft' WHERE status IN ('inactive', 'starting', 'stopping')",
    );
    await runner.query(statusIn('draft', 'active', 'paused'));
    await runner.query('ALTER TABLE workflow DROP status_reason, DROP deactivated_at, DROP deleted_at');
  }
}

/** Row-level security is forced on the owner too, whose statement would find no row. */
async function everywhere(runner: QueryRunner, statement: string): Promise<void> {
  await runner.query('ALTER TABLE workflow NO FORCE ROW LEVEL SECURITY');
  await runner.query(statement);
  await runner.query('ALTER TABLE workflow FORCE ROW LEVEL SECURITY');
}
