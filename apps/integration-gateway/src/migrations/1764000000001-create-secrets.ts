import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets, auth clients, and the ring of keys that they and the signing secrets are sealed with. */
export class CreateSecrets1764000000001 implements MigrationInterface {
  readonly name = 'CreateSecrets1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE auth_client (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL CHECK (type IN ('oauth2')),
        token_url text NOT NULL,
        client_id text NOT NULL,
        client_secret text NOT NULL,
        scope text,
        auth_method text NOT NULL CHECK (auth_method IN ('basic', 'post')),
        created_at timestamptz NOT NULL,
        version integer NOT NULL
      )`,
      'CREATE INDEX auth_client_by_tenant ON auth_client (tenant_id, id)',
      ...tenantOwned('auth_client'),
      `CREATE TABLE secret (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL CHECK (type IN ('simple', 'api-key', 'oauth2-client-credentials')),
        value text NOT NULL,
        auth_client_id uuid REFERENCES auth_client,
        created_at timestamptz NOT NULL,
        rotated_at timestamptz,
        version integer NOT NULL
      )`,
      'CREATE INDEX secret_by_tenant ON secret (tenant_id, id)',
      'CREATE INDEX secret_by_auth_client ON secret (auth_client_id) WHERE auth_client_id IS NOT NULL',
      ...tenantOwned('secret'),
      // The key that is current is found out at the next start: it depends on the configuration.
      `ALTER TABLE secret_key
        ALTER COLUMN key DROP NOT NULL,
        ADD COLUMN current boolean NOT NULL DEFAULT false,
        ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()`,
      'CREATE UNIQUE INDEX secret_key_current ON secret_key (current) WHERE current',
      // Stands above tenants, like the keys.
      'CREATE TABLE sealed_tenant (tenant_id uuid PRIMARY KEY, key_name text)',
      'ALTER TABLE delivery_settings NO FORCE ROW LEVEL SECURITY',
      'INSERT INTO sealed_tenant (tenant_id) SELECT tenant_id FROM delivery_settings',
      'ALTER TABLE delivery_settings FORCE ROW LEVEL SECURITY',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sealed_tenant', 'secret', 'auth_client']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DELETE FROM secret_key WHERE key IS NULL');
    await runner.query('ALTER TABLE secret_key DROP COLUMN current, DROP COLUMN created_at');
    await runner.query('ALTER TABLE secret_key ALTER COLUMN key SET NOT NULL');
  }
}
