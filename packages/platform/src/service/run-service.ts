import type { Environment } from '../config/load-config.js';
import { migrateService } from './migrate-service.js';
import type { ServiceDefinition } from './service-definition.js';
import { type RunningService, startService } from './start-service.js';

const stopLimitMs = 15_000;

/**
 * The whole life of a service process. `node main.js` serves until SIGTERM or SIGINT and then finishes what is in
 * progress (at most 15 s); `node main.js migrate` migrates with DATABASE_OWNER_URL and ends.
 */
export async function runService(service: ServiceDefinition): Promise<void> {
  const env: Environment = process.env;
  try {
    if (process.argv[2] === 'migrate') await migrateFrom(service, env);
    else live(await startService(service, env), env);
  } catch (error) {
    fail(service.name, error);
  }
}

async function migrateFrom(service: ServiceDefinition, env: Environment): Promise<void> {
  const ownerUrl = env['DATABASE_OWNER_URL'];
  if (!ownerUrl) throw new Error('Set DATABASE_OWNER_URL to the connection of the role that owns the database.');
  await migrateService(service, ownerUrl);
}

function live(running: RunningService, env: Environment): void {
  let stopping = false;
  const stop = (reason: string, status: number): void => {
    if (stopping) return;
    stopping = true;
    running.log.info('The service is stopping', { reason });
    setTimeout(() => {
      running.log.error('The service did not stop in time');
      process.exit(1);
    }, stopLimitMs).unref();
    running.stop().then(
      () => process.exit(status),
      (error: unknown) => {
        running.log.error('The service did not stop cleanly', { error });
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal, 0));
  const broken = (error: unknown): void => {
    running.log.fatal('An error that nobody caught', { error });
    stop('an error that nobody caught', 1);
  };
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
  if (env['CRM_PARENT_PIPE'] === '1') followParent(() => stop('its parent has gone', 0));
  process.send?.({ ready: running.name, url: running.url });
}

/** A parent that is killed cannot tell us; its end of our pipes closes all the same. */
function followParent(gone: () => void): void {
  process.once('disconnect', gone);
  process.stdin.once('end', gone).once('close', gone).resume();
}

function fail(name: string, error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${name} did not start. ${message}\n`);
  process.exitCode = 1;
  // What was half started may hold the process open.
  setTimeout(() => process.exit(1), 1_000).unref();
}
