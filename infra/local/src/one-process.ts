/** All services in one process, for a laptop with little memory. Reads one `OneProcessTask` file, named by argument. */
import { join } from 'node:path';
import { type HostedService, loadService, startService } from './packages.js';
import { readJson } from './private-files.js';

export interface OneProcessTask {
  root: string;
  /** The environment of each service by its name. */
  environments: Record<string, Record<string, string>>;
}

const task = readJson<OneProcessTask>(process.argv[2] ?? '');
if (!task) throw new Error('one-process needs the path of its task.');

const hosted: HostedService[] = [];
const stop = async () => {
  await Promise.allSettled(hosted.map((service) => service.stop()));
  process.exit(0);
};
process.once('SIGTERM', () => void stop());

await Promise.all(
  Object.entries(task.environments).map(async ([name, env]) => {
    const service = await loadService(task.root, join('apps', name));
    hosted.push(await startService(task.root, service, env));
  }),
);
