import { DataSource } from 'typeorm';
import type { MigrationClass } from './definition.js';

/**
 * Brings a database to the newest schema with the owner's role; safe to repeat and to run from several processes at
 * once (an advisory lock admits one). All migrations of one call commit together.
 */
export async function migrate(ownerUrl: string, migrations: readonly MigrationClass[]): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTableName: 'schema_migrations',
    installExtensions: false,
    poolSize: 2,
    applicationName: 'crm-migrate',
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('crm-migrate'))");
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await lock.query("SELECT pg_advisory_unlock(hashtext('crm-migrate'))").catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
