import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyTopology, type ServiceName, serviceNames } from '@crm/events';
import { databasePasswords, generateKeys, provisionDatabases, startPostgres, startRabbit } from '@crm/local';
import { migrateService, type ServiceDefinition } from '@crm/platform';

export interface Environment extends Record<string, string> {
  DATABASE_URL: string;
  AMQP_URL: string;
}

export interface Surroundings {
  readonly keysDir: string;
  readonly adminAmqpUrl: string;
  readonly managementUrl: string;
  readonly pids: { readonly postgres: number; readonly rabbitmq: number };
  /** Makes the service's database; answers the environment of its process, and the URL of the database's owner. */
  placeOf(service: ServiceDefinition): Promise<{ env: Environment; ownerUrl: string }>;
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
  return {
    keysDir,
    adminAmqpUrl: admin.href,
    managementUrl: rabbit.managementUrl,
    pids: { postgres: postgres.pid, rabbitmq: rabbit.pid },
    async placeOf(service) {
      const name = service.name as ServiceName;
      const { appUrl, ownerUrl } = (await provisionDatabases(postgres.url, [name], databasePasswords([name])))[name];
      await migrateService(service, ownerUrl);
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
    },
    async stop() {
      await Promise.all([postgres.stop(), rabbit.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}
