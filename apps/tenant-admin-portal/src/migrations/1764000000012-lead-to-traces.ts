import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody is told leads to the request that it follows from; what was told before does not know it. */
export class LeadToTraces1764000000012 implements MigrationInterface {
  readonly name = 'LeadToTraces1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['announcement', 'notice']) await runner.query(`ALTER TABLE ${table} ADD correlation_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['notice', 'announcement']) await runner.query(`ALTER TABLE ${table} DROP correlation_id`);
  }
}
