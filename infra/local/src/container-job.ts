/**
 * The one-shot jobs of an installation of containers: `secrets` generates what nobody may know in advance, `migrations`
 * makes the databases and brings them to the newest schema, `topology` declares the broker's. On Kubernetes, where an
 * operator makes roles and databases, `grants` gives one application role its rights, and `cluster-secrets` prints the
 * Secrets as a manifest. Each may be repeated.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { clusterSecrets } from './cluster-secrets.js';
import {
  adminDatabaseUrl,
  type ContainerSecrets,
  containerEnvironment,
  containerSecrets,
  managementUrl,
} from './containers.js';
import { grantApplication, provisionDatabases } from './databases.js';
import { applyTopology, loadService, migrateService } from './packages.js';
import { writePrivate } from './private-files.js';
import { servicesOf } from './process-table.js';
import { VHOST } from './service-env.js';

const dir = process.env['SECRETS_DIR'] ?? '/run/crm';
const root = resolve(import.meta.dirname, '../../..');
const services = servicesOf(root);
const installed = (): ContainerSecrets => containerSecrets(dir, services);

/** The servers run under accounts of their own, which have to read their one secret. */
function writeForServer(name: string, text: string): void {
  const file = join(dir, name);
  writeFileSync(file, text);
  chmodSync(file, 0o644);
}

function needed(name: string, what: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name} to ${what}.`);
  return value;
}

const jobs: Record<string, () => Promise<void>> = {
  async secrets() {
    const secrets = installed();
    writeForServer('postgres.password', secrets.postgres);
    writeForServer(
      'rabbitmq.conf',
      `default_user = crm-admin\ndefault_pass = ${secrets.rabbitmq}\nloopback_users = none\nmanagement.tcp.port = 15672\n`,
    );
    for (const service of services) {
      const env = Object.entries(containerEnvironment(service, services, secrets, dir));
      writePrivate(join(dir, `${service}.env`), env.map(([name, value]) => `${name}='${value}'\n`).join(''));
    }
    console.log(`Secrets of ${services.length} services are in ${dir}.`);
  },
  async migrations() {
    const secrets = installed();
    const urls = await provisionDatabases(adminDatabaseUrl(secrets), services, secrets.databases);
    for (const service of services) {
      await migrateService(root, await loadService(root, join('apps', service)), urls[service]?.ownerUrl ?? '');
      console.log(`${service} has its newest schema.`);
    }
  },
  async topology() {
    const given = process.env['BROKER_PASSWORDS'];
    const target = given
      ? {
          managementUrl: needed(
            'AMQP_MANAGEMENT_URL',
            'the management API with an administrator: http://user:password@host:15672',
          ),
          passwords: JSON.parse(given) as Record<string, string>,
        }
      : { managementUrl: managementUrl(installed()), passwords: installed().broker };
    await applyTopology(root, { ...target, vhost: VHOST });
    console.log('The topology is declared.');
  },
  async grants() {
    await grantApplication(needed('DATABASE_OWNER_URL', 'the connection of the role that owns the database'));
    console.log('The application role has its rights.');
  },
  async 'cluster-secrets'() {
    const smtpUrl = needed('SMTP_URL', 'the mail server: smtps://user:password@mail.example:465');
    const items = clusterSecrets(services, installed(), { keysDir: join(dir, 'keys'), smtpUrl });
    console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2));
  },
};

const job = jobs[process.argv[2] ?? ''];
if (!job) {
  console.error(`Name one of the jobs ${Object.keys(jobs).join(', ')}.`);
  process.exit(2);
}
try {
  await job();
} catch (error) {
  console.error((error instanceof Error && error.message) || error);
  process.exit(1);
}
process.exit(0);
