import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Domains, their JSON Schemas, and which of these refer to which. */
export class CreateDomains1764000000003 implements MigrationInterface {
  readonly name = 'CreateDomains1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE domain (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        name text NOT NULL,
        description text,
        public boolean NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (tenant_id, name)
      )`,
      'CREATE INDEX domain_by_tenant ON domain (tenant_id, id)',
      ...tenantOwned('domain'),
      `CREATE TABLE domain_schema (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        domain_id uuid NOT NULL REFERENCES domain,
        name text NOT NULL,
        description text,
        value json NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (domain_id, name)
      )`,
      'CREATE INDEX domain_schema_by_domain ON domain_schema (domain_id, id)',
      ...tenantOwned('domain_schema'),
      `CREATE TABLE schema_reference (
        tenant_id uuid NOT NULL,
        schema_id uuid NOT NULL REFERENCES domain_schema,
        referred_id uuid NOT NULL REFERENCES domain_schema,
        fragments text[] NOT NULL,
        PRIMARY KEY (schema_id, referred_id)
      )`,
      'CREATE INDEX schema_reference_by_referred ON schema_reference (referred_id)',
      ...tenantOwned('schema_reference'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['schema_reference', 'domain_schema', 'domain']) await runner.query(`DROP TABLE ${table}`);
  }
}
