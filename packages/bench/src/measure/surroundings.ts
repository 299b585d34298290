import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyTopology, type EventClass, links, queueOf, type ServiceName, serviceNames } from '@crm/events';
import { databasePasswords, generateKeys, provisionDatabases, startPostgres, startRabbit } from '@crm/local';
import { migrateService, type ServiceDefinition } from '@crm/platform';

export interface Environment extends Record<string, string> {
  DATABASE_URL: string;
  AMQP_URL: string;
}

export interface Place {
  /** Of the service's process. */
  readonly env: Environment;
  /** Connects as the role that owns the service's database. */
  readonly ownerUrl: string;
}

export interface Surroundings {
  readonly keysDir: string;
  readonly adminAmqpUrl: string;
  readonly managementUrl: string;
  readonly pids: { readonly postgres: number; readonly rabbitmq: number };
  /** Queues of all services that hear anything. */
  readonly queues: readonly string[];
  /** Queues that the event goes to. */
  fanOutOf(event: EventClass): number;
  /** Makes the service's database and its tables. */
  placeOf(service: ServiceDefinition): Promise<Place>;
  /** The same for an app, of which only its program is known here. */
  placeOfProgram(name: ServiceName, main: string): Promise<Place>;
  stop(): Promise<void>;
}

/** PostgreSQL and RabbitMQ of this run with durable settings, and the topology of the links. */
export async function surroundings(): Promise<Surroundings> {
  const dir = await mkdtemp(join(tmpdir(), 'crm-bench-'));
  const [postgres, rabbit] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres'), durable: true }),
    startRabbit({ dir: join(dir, 'rabbitmq') }),
  ]);
  const keysDir = join(dir, 'keys');
  generateKeys(keysDir, serviceNames);
  const secrets = Object.fromEntries(serviceNames.map((name) => [name, `bench-${name}`]));
  await applyTopology(rabbit.managementUrl, secrets);
  const admin = new URL(rabbit.amqpUrl);
  await fetch(`${new URL(rabbit.managementUrl).origin}/api/permissions/crm/${admin.username}`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ configure: '.*', write: '.*', read: '.*' }),
  });
  admin.pathname = '/crm';
  const place = async (name: ServiceName): Promise<Place> => {
    const { appUrl, ownerUrl } = (await provisionDatabases(postgres.url, [name], databasePasswords([name])))[name];
    const amqp = new URL(admin.href);
    amqp.username = name;
    amqp.password = secrets[name] ?? '';
    const env = {
      DATABASE_URL: appUrl,
      AMQP_URL: amqp.href,
      KEYS_DIR: keysDir,
      LOG_LEVEL: 'warn',
      DATABASE_POOL: '18',
    };
    return { env, ownerUrl };
  };
  return {
    keysDir,
    adminAmqpUrl: admin.href,
    managementUrl: rabbit.managementUrl,
    pids: { postgres: postgres.pid, rabbitmq: rabbit.pid },
    queues: serviceNames.filter((name) => links[name].consumes.length > 0).map(queueOf),
    fanOutOf: (event) => serviceNames.filter((name) => links[name].consumes.some((one) => one === event)).length,
    async placeOf(service) {
      const { env, ownerUrl } = await place(service.name as ServiceName);
      await migrateService(service, ownerUrl);
      return { env, ownerUrl };
    },
    async placeOfProgram(name, main) {
      const { env, ownerUrl } = await place(name);
      await promisify(execFile)(process.execPath, [main, 'migrate'], {
        env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
      });
      return { env, ownerUrl };
    },
    async stop() {
      await Promise.all([postgres.stop(), rabbit.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
