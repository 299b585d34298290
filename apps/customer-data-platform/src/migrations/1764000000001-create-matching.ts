import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Duplicates, merges and imports. */
export class CreateMatching1764000000001 implements MigrationInterface {
  readonly name = 'CreateMatching1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE duplicate_suggestion (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        first_id uuid NOT NULL,
        second_id uuid NOT NULL,
        score double precision NOT NULL,
        evidence jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'dismissed')),
        dismissed_by text,
        found_at timestamptz NOT NULL,
        UNIQUE (tenant_id, first_id, second_id),
        CHECK (first_id < second_id)
      )`,
      'CREATE INDEX duplicate_suggestion_by_status ON duplicate_suggestion (tenant_id, status, id)',
      'CREATE INDEX duplicate_suggestion_by_first ON duplicate_suggestion (first_id)',
      'CREATE INDEX duplicate_suggestion_by_second ON duplicate_suggestion (second_id)',
      ...tenantOwned('duplicate_suggestion'),
      `CREATE TABLE merge (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        survivor_id uuid NOT NULL,
        survivor_before jsonb NOT NULL,
        survivor_after jsonb NOT NULL,
        merged jsonb NOT NULL,
        score double precision,
        merged_by text NOT NULL,
        merged_at timestamptz NOT NULL,
        undone_at timestamptz,
        undone_by text
      )`,
      'CREATE INDEX merge_by_tenant ON merge (tenant_id, id)',
      'CREATE INDEX merge_by_survivor ON merge (survivor_id, id)',
      ...tenantOwned('merge'),
      `CREATE TABLE contact_import (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
        error text,
        accepted_rows integer NOT NULL,
        created integer NOT NULL,
        updated integer NOT NULL,
        merged integer NOT NULL,
        invalid integer NOT NULL,
        started_at timestamptz NOT NULL,
        finished_at timestamptz
      )`,
      'CREATE INDEX contact_import_by_tenant ON contact_import (tenant_id, id)',
      ...tenantOwned('contact_import'),
      `CREATE TABLE import_result (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        import_id uuid NOT NULL,
        line integer NOT NULL,
        outcome text NOT NULL,
        contact_id uuid,
        reason text,
        note text,
        UNIQUE (import_id, line)
      )`,
      'CREATE INDEX import_result_by_import ON import_result (import_id, outcome, id)',
      ...tenantOwned('import_result'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['import_result', 'contact_import', 'merge', 'duplicate_suggestion']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
