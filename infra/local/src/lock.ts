import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './private-files.js';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.js';

const fileOf = (stateDir: string) => join(stateDir, 'runner.lock');

/** The runner that works on this state now; undefined when none does, also after a crash. */
export function runningRunner(stateDir: string): ProcessIdentity | undefined {
  const holder = readJson<ProcessIdentity>(fileOf(stateDir));
  return holder && isAlive(holder) ? holder : undefined;
}

/** Makes this process the one runner of the state, or returns false when there is another one. */
export function takeLock(stateDir: string): boolean {
  if (runningRunner(stateDir)) return false;
  mkdirSync(stateDir, { recursive: true });
  rmSync(fileOf(stateDir), { force: true });
  try {
    writeFileSync(fileOf(stateDir), JSON.stringify(identityOf(process.pid)), { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

export function releaseLock(stateDir: string): void {
  if (readJson<ProcessIdentity>(fileOf(stateDir))?.pid === process.pid) rmSync(fileOf(stateDir), { force: true });
}
