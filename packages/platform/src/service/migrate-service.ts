import { migrate } from '../database/migrate.js';
import { platformMigrations } from '../database/platform-migrations.js';
import type { ServiceDefinition } from './service-definition.js';

/** Brings a service's database to its newest schema: the platform's tables, its extensions' and its own, in this order. */
export async function migrateService(service: ServiceDefinition, ownerUrl: string): Promise<void> {
  if (!service.database) return;
  const extensions = (service.extensions ?? []).flatMap(({ migrations }) => migrations ?? []);
  await migrate(ownerUrl, [...platformMigrations, ...extensions, ...service.database.migrations]);
}
