import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { end, identityOf } from './process-identity.js';

/**
 * Stops the server that a crashed run left behind on this data directory. The pid in `postmaster.pid` may have been
 * given to a stranger since: only a process that names our data directory on its command line is touched.
 */
export async function endStalePostmaster(data: string): Promise<void> {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return;
  }
  const identity = identityOf(Number(lines[0]));
  if (!identity || !runsOn(identity.pid, data)) return;
  await end(identity, { signal: 'SIGINT', graceMs: 20_000 });
}

function runsOn(pid: number, data: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.includes(data) || words.includes(realpathSync(data));
  } catch {
    return false;
  }
}
