import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The headers of a request to an endpoint and of its answer; attempts from before do not know them. */
export class KeepAttemptHeaders1764000000002 implements MigrationInterface {
  readonly name = 'KeepAttemptHeaders1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE delivery_attempt ADD COLUMN request_headers jsonb, ADD COLUMN response_headers jsonb',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery_attempt DROP COLUMN request_headers, DROP COLUMN response_headers');
  }
}
