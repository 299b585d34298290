import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answers, freePort } from './ports.js';
import { newPassword, readJson, writePrivateJson } from './private-files.js';
import { nodeNameOf, type RabbitAccount, type RabbitPorts, type RabbitSettings } from './rabbit-config.js';
import { containerOf } from './rabbit-container.js';
import { type BrokerProcess, nodeOf } from './rabbit-node.js';
import { findRabbit, type RabbitSource } from './rabbit-source.js';
import { GivenUp, waitFor } from './wait-for.js';

export interface RabbitOptions {
  /** Everything of this broker lies below here, its generated password included. */
  dir: string;
  ports?: Partial<RabbitPorts>;
  /** The node's name before the `@`; made from `dir` when absent, so that several live side by side. */
  name?: string;
  source?: RabbitSource;
  /** To see soon, in a spec, what the broker does late. */
  settings?: RabbitSettings;
  /** Told in sentences what takes time. */
  log?: (line: string) => void;
}

export interface Rabbit {
  /** The administrator's account on vhost `/`. */
  readonly amqpUrl: string;
  /** `http://user:password@127.0.0.1:port`, no path. */
  readonly managementUrl: string;
  readonly amqpPort: number;
  readonly managementPort: number;
  readonly ports: RabbitPorts;
  readonly pid: number;
  /** Graceful, 6 to 8 s, and its port mapper with it. Idempotent. */
  stop(): Promise<void>;
  /** kill -9 of the node; connections break at once. */
  kill(): Promise<void>;
  /** After `stop` or `kill`: again on the same ports and data. */
  start(): Promise<void>;
}

/**
 * A private RabbitMQ on 127.0.0.1 whose listeners answer and whose health check is green when the promise resolves
 * (4 to 5 s). Existing data is used again; a node that a crashed run left on it is ended first.
 * It ends with our process, however that ends.
 */
export async function startRabbit(options: RabbitOptions): Promise<Rabbit> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const account = accountOf(dir);
  const ports = await portsOf(options.ports);
  const name = options.name ?? nodeNameOf(dir);
  const source = options.source ?? findRabbit();
  if (!source) throw new Error('RabbitMQ is not installed. Call ensureRabbitInstalled first, or set AMQP_URL.');
  const broker = source.kind === 'docker' ? containerOf : nodeOf;
  const process = broker({ dir, name, account, ports, source, settings: options.settings });
  const { user, password } = account;
  const managementUrl = `http://${user}:${password}@127.0.0.1:${ports.management}`;

  const start = async () => {
    await process.start();
    await waitFor(() => isReady(process, ports, account), {
      timeoutMs: 120_000,
      what: `RabbitMQ to answer on port ${ports.amqp} (see ${join(dir, 'log')})`,
    });
  };
  options.log?.('Starting RabbitMQ');
  await start();
  return {
    amqpUrl: `amqp://${user}:${password}@127.0.0.1:${ports.amqp}/%2F`,
    managementUrl,
    amqpPort: ports.amqp,
    managementPort: ports.management,
    ports,
    get pid() {
      return process.pid;
    },
    stop: () => process.stop(),
    kill: () => process.kill(),
    start,
  };
}

async function isReady(process: BrokerProcess, ports: RabbitPorts, account: RabbitAccount): Promise<boolean> {
  const failure = process.failure();
  if (failure) throw new GivenUp(failure);
  if (!(await answers(ports.amqp))) return false;
  const response = await fetch(`http://127.0.0.1:${ports.management}/api/health/checks/alarms`, {
    headers: { authorization: `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}` },
    signal: AbortSignal.timeout(5000),
  });
  await response.arrayBuffer();
  return response.status === 200;
}

function accountOf(dir: string): RabbitAccount {
  const file = join(dir, 'credentials.json');
  const known = readJson<RabbitAccount>(file);
  if (known) return known;
  const account = { user: 'admin', password: newPassword() };
  writePrivateJson(file, account);
  return account;
}

async function portsOf(wanted: Partial<RabbitPorts> = {}): Promise<RabbitPorts> {
  return {
    amqp: wanted.amqp ?? (await freePort()),
    management: wanted.management ?? (await freePort()),
    distribution: wanted.distribution ?? (await freePort()),
    epmd: wanted.epmd ?? (await freePort()),
  };
}
