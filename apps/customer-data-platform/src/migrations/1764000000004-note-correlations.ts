import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has led to an entry of a timeline; entries from before do not know. */
export class NoteCorrelations1764000000004 implements MigrationInterface {
  readonly name = 'NoteCorrelations1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE timeline_entry ADD COLUMN correlation_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE timeline_entry DROP COLUMN correlation_id');
  }
}
