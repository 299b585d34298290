import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from './definition.js';

/** Outcomes of requests that carried an Idempotency-Key, kept for a day. */
class CreateIdempotencyKeys1700000000000 implements MigrationInterface {
  readonly name = 'CreateIdempotencyKeys1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        scope text NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        response jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (scope, key)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}

export const platformMigrations: readonly MigrationClass[] = [CreateIdempotencyKeys1700000000000];
