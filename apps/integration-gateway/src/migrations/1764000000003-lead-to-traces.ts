import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message leads to the request that it follows from; messages from before do not know it. */
export class LeadToTraces1764000000003 implements MigrationInterface {
  readonly name = 'LeadToTraces1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_message ADD correlation_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_message DROP correlation_id');
  }
}
