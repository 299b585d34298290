import type { MigrationInterface, QueryRunner } from 'typeorm';

const statuses = (...allowed: string[]): string =>
  `ALTER TABLE "user" DROP CONSTRAINT user_status_check,
     ADD CONSTRAINT user_status_check CHECK (status IN (${allowed.map((status) => `'${status}'`).join(', ')})) NOT VALID`;

export class EraseUsers1764000000003 implements MigrationInterface {
  readonly name = 'EraseUsers1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(statuses('invited', 'active', 'deactivated', 'lapsed', 'erased'));
    await runner.query('ALTER TABLE "user" VALIDATE CONSTRAINT user_status_check');
  }

  /** Who was erased stays erased. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(statuses('invited', 'active', 'deactivated', 'lapsed'));
  }
}
