import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiTokens1764000000002 implements MigrationInterface {
  readonly name = 'CreateApiTokens1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        user_id uuid NOT NULL REFERENCES "user" (id),
        name text NOT NULL,
        scopes jsonb NOT NULL,
        hash bytea NOT NULL,
        last_four text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        version integer NOT NULL
      )`,
      'CREATE INDEX api_token_by_user ON api_token (tenant_id, user_id, id)',
      ...tenantOwned('api_token'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_token');
  }
}
