import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service events are read by the time that their tellers said; other entries are not in this index. */
export class IndexServiceEvents1764000000001 implements MigrationInterface {
  readonly name = 'IndexServiceEvents1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX entry_of_service_event ON entry (tenant_id, at DESC, position DESC) WHERE type NOT LIKE 'crm.%'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX entry_of_service_event');
  }
}
