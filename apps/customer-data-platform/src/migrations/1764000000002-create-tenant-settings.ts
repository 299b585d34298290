import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each tenant has one set of: attributes, rules, segments, team members and its account. */
export class CreateTenantSettings1764000000002 implements MigrationInterface {
  readonly name = 'CreateTenantSettings1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE attribute_definition (
        tenant_id uuid NOT NULL,
        key text NOT NULL,
        label text NOT NULL,
        type text NOT NULL CHECK (type IN ('string', 'number', 'boolean', 'date', 'enum')),
        options jsonb NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, key)
      )`,
      ...tenantOwned('attribute_definition'),
      `CREATE TABLE identity_rule (
        tenant_id uuid NOT NULL,
        kind text NOT NULL,
        description text NOT NULL,
        suggests boolean NOT NULL,
        merges_imports boolean NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (tenant_id, kind)
      )`,
      ...tenantOwned('identity_rule'),
      `CREATE TABLE segment (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        name text NOT NULL,
        conditions jsonb NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (tenant_id, name)
      )`,
      ...tenantOwned('segment'),
      `CREATE TABLE team_member (
        tenant_id uuid NOT NULL,
        address text NOT NULL,
        user_id uuid NOT NULL,
        name text NOT NULL,
        tagged_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, address)
      )`,
      ...tenantOwned('team_member'),
      `CREATE TABLE account (
        tenant_id uuid PRIMARY KEY,
        name text,
        plan text,
        health_score double precision,
        health_band text,
        health_reasons jsonb NOT NULL,
        health_revision integer NOT NULL,
        health_changed_at timestamptz
      )`,
      ...tenantOwned('account'),
      `CREATE TABLE account_event (
        tenant_id uuid NOT NULL,
        key text NOT NULL,
        summary text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, key)
      )`,
      ...tenantOwned('account_event'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['account_event', 'account', 'team_member', 'segment', 'identity_rule', 'attribute_definition'];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
