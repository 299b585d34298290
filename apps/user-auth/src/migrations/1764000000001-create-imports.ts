import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateImports1764000000001 implements MigrationInterface {
  readonly name = 'CreateImports1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE import (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('users', 'contacts')),
        status text NOT NULL CHECK (status IN ('receiving', 'inviting', 'completed', 'checked', 'failed')),
        dry_run boolean NOT NULL,
        file_name text,
        columns jsonb NOT NULL,
        started_by text NOT NULL,
        total_rows integer NOT NULL,
        accepted_rows integer NOT NULL,
        rejected_rows integer NOT NULL,
        rejections jsonb NOT NULL,
        failure text,
        created_at timestamptz NOT NULL,
        completed_at timestamptz
      )`,
      'CREATE INDEX import_by_tenant ON import (tenant_id, id)',
      ...tenantOwned('import'),
      `CREATE TABLE import_row (
        import_id uuid NOT NULL REFERENCES import (id) ON DELETE CASCADE,
        line integer NOT NULL,
        tenant_id uuid NOT NULL,
        values jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('accepted', 'rejected')),
        reason text,
        invitation_id uuid,
        PRIMARY KEY (import_id, line)
      )`,
      `CREATE INDEX import_row_by_status ON import_row (import_id, status, line)`,
      ...tenantOwned('import_row'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['import_row', 'import']) await runner.query(`DROP TABLE ${table}`);
  }
}
