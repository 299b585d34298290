import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecordBounces1764000000010 implements MigrationInterface {
  readonly name = 'RecordBounces1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'ALTER TABLE mail_delivery ADD reason text, ADD hard boolean, ADD soft_bounced_at timestamptz',
      'CREATE INDEX mail_delivery_by_recipient ON mail_delivery (tenant_id, lower(recipient), id)',
      'ALTER TABLE suppression ADD reason text, ADD until timestamptz, ALTER delivery_id DROP NOT NULL',
      // Outside of row-level security: a bounce says which delivery, and nobody knows yet whose. It holds ids only.
      'CREATE TABLE mail_origin (delivery_id uuid PRIMARY KEY, tenant_id uuid NOT NULL)',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP TABLE mail_origin',
      'ALTER TABLE suppression DROP reason, DROP until',
      'DROP INDEX mail_delivery_by_recipient',
      'ALTER TABLE mail_delivery DROP reason, DROP hard, DROP soft_bounced_at',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
