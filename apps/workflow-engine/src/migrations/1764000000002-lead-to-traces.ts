import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run leads to the request that it follows from; runs from before do not know it. */
export class LeadToTraces1764000000002 implements MigrationInterface {
  readonly name = 'LeadToTraces1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workflow_run ADD correlation_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workflow_run DROP correlation_id');
  }
}
