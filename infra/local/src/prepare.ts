/**
 * A short-lived process: brings every database to the newest schema and declares the broker's topology, then ends.
 * It loads all services' code, which the runner itself should not carry. Reads one `PrepareTask` file, named by argument.
 */
import { join } from 'node:path';
import { applyTopology, loadService, migrateService } from './packages.js';
import { readJson } from './private-files.js';

export interface PrepareTask {
  root: string;
  /** Owner's database URL by service. */
  ownerUrls: Record<string, string>;
  managementUrl: string;
  vhost: string;
  /** Broker passwords by service. */
  passwords: Record<string, string>;
}

const task = readJson<PrepareTask>(process.argv[2] ?? '');
if (!task) throw new Error('prepare needs the path of its task.');
const { root, managementUrl, vhost, passwords } = task;

/** Two at a time: migrations are few, connections and cores too. */
const names = Object.keys(task.ownerUrls);
const migrateNext = async (): Promise<void> => {
  for (let name = names.shift(); name; name = names.shift()) {
    const service = await loadService(root, join('apps', name));
    await migrateService(root, service, task.ownerUrls[name] ?? '').catch((cause) => {
      throw new Error(`The migrations of ${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
    });
  }
};
await Promise.all([migrateNext(), migrateNext(), applyTopology(root, { managementUrl, vhost, passwords })]);
process.exit(0);
