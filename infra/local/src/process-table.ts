import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entry } from './entry.js';
import type { OneProcessTask } from './one-process.js';
import { writePrivateJson } from './private-files.js';
import { environmentOf, type Surroundings } from './service-env.js';
import type { Ports } from './state.js';
import type { Program } from './supervisor.js';

const ONE_PROCESS = 'one-process';

/**
 * Twelve processes share a laptop. A smaller nursery (V8's default is 16 MiB for each half) costs a little of what a busy
 * service could do, and saves 20 MiB in each idle one.
 */
const smallHeap = ['--max-semi-space-size=4'];

/** The services are the folders of `apps/`. */
export function servicesOf(root: string): string[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, 'package.json')))
    .sort();
}

/** A process for each service. What V8 compiles is kept for the next start; in our own folder, as nobody else may write there. */
export function servicePrograms(root: string, stateDir: string, around: Surroundings): Program[] {
  return Object.keys(around.ports.services).map((name) => ({
    name,
    args: [...smallHeap, join(root, 'apps', name, 'dist', 'main.js')],
    env: { ...inherited(), NODE_COMPILE_CACHE: join(stateDir, 'compile-cache'), ...environmentOf(name, around) },
    logFile: logOf(stateDir, name),
  }));
}

/** One process for all services. */
export function oneProcessProgram(root: string, stateDir: string, around: Surroundings): Program {
  const names = Object.keys(around.ports.services);
  const environments = Object.fromEntries(names.map((name) => [name, environmentOf(name, around)]));
  const task = join(stateDir, 'one-process.json');
  writePrivateJson(task, { root, environments } satisfies OneProcessTask);
  return {
    name: ONE_PROCESS,
    args: ['--enable-source-maps', entry('one-process'), task],
    env: inherited(),
    logFile: logOf(stateDir, ONE_PROCESS),
  };
}

/** The world around us that the story needs: a mail catcher and a receiver of webhooks. Undefined where it is not built. */
export function outsideProgram(root: string, stateDir: string, ports: Ports): Program | undefined {
  const main = join(root, 'packages', 'testing', 'dist', 'outside', 'main.js');
  if (!existsSync(main)) return undefined;
  return {
    name: 'outside',
    args: ['--enable-source-maps', main],
    env: { ...inherited(), HOST: '127.0.0.1', PORT: String(ports.outside), SMTP_PORT: String(ports.smtp) },
    logFile: logOf(stateDir, 'outside'),
  };
}

/** Our environment without what only administrators may know. */
function inherited(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, AMQP_URL: _broker, AMQP_MANAGEMENT_URL: _management, ...rest } = process.env;
  return rest;
}

function logOf(stateDir: string, name: string): string {
  return join(stateDir, 'logs', `${name}.log`);
}
