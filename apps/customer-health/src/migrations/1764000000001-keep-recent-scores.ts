import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries that are there begin with the two scores that they know; their next movement brings the others. */
export class KeepRecentScores1764000000001 implements MigrationInterface {
  readonly name = 'KeepRecentScores1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE portfolio_entry ADD COLUMN recent_scores double precision[] NOT NULL DEFAULT '{}'`);
    await runner.query('UPDATE portfolio_entry SET recent_scores = ARRAY[previous_score, score]');
    await runner.query('ALTER TABLE portfolio_entry ALTER COLUMN recent_scores DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE portfolio_entry DROP COLUMN recent_scores');
  }
}
