import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const status = "('provisioning', 'active', 'suspended', 'deactivated')";

export class CreateTenants1764000000000 implements MigrationInterface {
  readonly name = 'CreateTenants1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // The register stands above tenants, and so outside of row-level security.
      `CREATE TABLE tenant (
        id uuid PRIMARY KEY,
        slug text NOT NULL CONSTRAINT tenant_slug_key UNIQUE,
        name text NOT NULL,
        plan text NOT NULL,
        owner jsonb NOT NULL,
        time_zone text NOT NULL,
        status text NOT NULL CHECK (status IN ${status}),
        status_reason text,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        suspended_at timestamptz,
        deactivated_at timestamptz,
        version integer NOT NULL
      )`,
      'CREATE INDEX tenant_by_status ON tenant (status, id)',
      `CREATE TABLE tenant_change (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant (id),
        revision integer NOT NULL,
        from_status text CHECK (from_status IN ${status}),
        to_status text NOT NULL CHECK (to_status IN ${status}),
        reason text NOT NULL,
        actor text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE (tenant_id, revision)
      )`,
      ...tenantOwned('tenant_change'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['tenant_change', 'tenant']) await runner.query(`DROP TABLE ${table}`);
  }
}
