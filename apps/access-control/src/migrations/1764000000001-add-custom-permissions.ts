import { tenantOwned } from '@crm/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddCustomPermissions1764000000001 implements MigrationInterface {
  readonly name = 'AddCustomPermissions1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE custom_permission (
        tenant_id uuid NOT NULL,
        permission text NOT NULL,
        description text NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, permission)
      )`,
      ...tenantOwned('custom_permission'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE custom_permission');
  }
}
