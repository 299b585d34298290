import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhy1764000000011 implements MigrationInterface {
  readonly name = 'TellWhy1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notice ADD why text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notice DROP why');
  }
}
