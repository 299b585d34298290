/**
 * The one-shot jobs of an installation of containers: `secrets` generates what nobody may know in advance, `migrations`
 * makes the databases and brings them to the newest schema, `topology` declares the broker's. Each may be repeated.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { adminDatabaseUrl, containerEnvironment, containerSecrets, managementUrl } from './containers.js';
import { provisionDatabases } from './databases.js';
import { applyTopology, loadService, migrateService } from './packages.js';
import { writePrivate } from './private-files.js';
import { servicesOf } from './process-table.js';
import { VHOST } from './service-env.js';

const dir = process.env['SECRETS_DIR'] ?? '/run/crm';
const root = resolve(import.meta.dirname, '../../..');
const services = servicesOf(root);
const secrets = containerSecrets(dir, services);

/** The servers run under accounts of their own, which have to read their one secret. */
function writeForServer(name: string, text: string): void {
  const file = join(dir, name);
  writeFileSync(file, text);
  chmodSync(file, 0o644);
}

const jobs: Record<string, () => Promise<void>> = {
  async secrets() {
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
    const urls = await provisionDatabases(adminDatabaseUrl(secrets), services, secrets.databases);
    for (const service of services) {
      await migrateService(root, await loadService(root, join('apps', service)), urls[service]?.ownerUrl ?? '');
      console.log(`${service} has its newest schema.`);
    }
  },
  async topology() {
    await applyTopology(root, { managementUrl: managementUrl(secrets), vhost: VHOST, passwords: secrets.broker });
    console.log('The topology is declared.');
  },
};

const job = jobs[process.argv[2] ?? ''];
if (!job) {
  console.error(`Name one of the jobs ${Object.keys(jobs).join(', ')}.`);
  process.exit(2);
}
await job();
process.exit(0);
