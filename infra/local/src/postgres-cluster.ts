import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresPlace } from './postgres-place.js';
import { newPassword, readJson, writePrivateJson } from './private-files.js';

const run = promisify(execFile);

/**
 * Makes the data directory where there is none (about 1 s) and returns the superuser's password.
 * An interrupted run leaves nothing half made: the folder gets its name when it is complete.
 */
export async function initialiseCluster(
  place: PostgresPlace,
  stateDir: string,
  log?: (line: string) => void,
): Promise<string> {
  const credentials = join(stateDir, 'credentials.json');
  const data = join(place.home, 'data');
  const known = readJson<{ password: string }>(credentials);
  if (existsSync(join(data, 'PG_VERSION'))) {
    if (known) return known.password;
    throw new Error(`${data} has a database but ${credentials} has no password for it. Run "npm run reset".`);
  }
  log?.('Creating the PostgreSQL data directory');
  const password = known?.password ?? newPassword();
  writePrivateJson(credentials, { user: 'postgres', password });
  await initdb(place, data, password);
  return password;
}

async function initdb(place: PostgresPlace, data: string, password: string): Promise<void> {
  const draft = `${data}.new`;
  const passwordFile = join(place.home, 'initdb.password');
  rmSync(draft, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  chmodSync(draft, 0o700);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) for (const path of [draft, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  try {
    await run(
      join(place.bin, 'initdb'),
      [`--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordFile}`, ...INITDB_FLAGS],
      { ...place.account, env: { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' } },
    );
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`initdb could not make a database in ${place.home}: ${said}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

const INITDB_FLAGS = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C'];
