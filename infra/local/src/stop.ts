import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runningRunner } from './lock.js';
import { removePlaced } from './postgres-place.js';
import { end, isAlive } from './process-identity.js';
import { removeBrokerVolume } from './rabbit-container.js';
import { readState } from './state.js';

/** Longer than an orderly stop can take: services 20 s, broker 30 s, database 20 s. */
const ORDERLY_MS = 80_000;

/** `npm run stop`: the runner stops everything in order; what a crashed one left is ended here. Idempotent. */
export async function stop(root: string): Promise<void> {
  const stateDir = join(root, '.crm');
  const processes = readState(stateDir).run?.processes ?? [];
  const runner = runningRunner(stateDir);
  if (runner) await end(runner, { signal: 'SIGTERM', graceMs: ORDERLY_MS });
  const left = processes.filter(isAlive);
  await Promise.all(left.map((one) => end(one, { signal: 'SIGTERM', graceMs: 30_000 })));
  process.stdout.write(runner || left.length ? 'Stopped.\n' : 'Nothing was running.\n');
}

/** `npm run reset`: stops everything and forgets all data, ports, keys and passwords of this checkout. */
export async function reset(root: string): Promise<void> {
  await stop(root);
  forget(root);
  process.stdout.write('All local data is gone.\n');
}

/** Removes the state of a checkout in which nothing runs. */
export function forget(root: string): void {
  const stateDir = join(root, '.crm');
  removePlaced(join(stateDir, 'postgres'));
  removeBrokerVolume(join(stateDir, 'rabbitmq'));
  rmSync(stateDir, { recursive: true, force: true });
}
