import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseUrls, databasePasswords, provisionDatabases, startPostgres } from '@crm/local';

export interface WidgetDatabase extends DatabaseUrls {
  /** The server goes away as in a crash and comes back. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A real PostgreSQL with the database of the service `widgets`. */
export async function startWidgetDatabase(): Promise<WidgetDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'crm-platform-'));
  const postgres = await startPostgres({ dir, durable: false });
  const { widgets } = await provisionDatabases(postgres.url, ['widgets'], databasePasswords(['widgets']));
  return {
    ...widgets,
    restart: () => postgres.restartImmediate(),
    async stop() {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
