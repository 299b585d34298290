import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellLoginFailures1764000000004 implements MigrationInterface {
  readonly name = 'TellLoginFailures1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Until now an entry went away with its user's access.
      'ALTER TABLE directory_entry ADD COLUMN active boolean NOT NULL DEFAULT true',
      'ALTER TABLE sign_in_failure ADD COLUMN told_at timestamptz',
      'ALTER TABLE session ADD COLUMN refusal_told_at timestamptz',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DELETE FROM directory_entry WHERE NOT active',
      'ALTER TABLE directory_entry DROP COLUMN active',
      'ALTER TABLE sign_in_failure DROP COLUMN told_at',
      'ALTER TABLE session DROP COLUMN refusal_told_at',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
