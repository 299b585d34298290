import { join } from 'node:path';
import { type DatabaseUrls, databaseName } from './databases.js';
import { generateKeys } from './keys.js';
import { newPassword, readJson, writePrivateJson } from './private-files.js';
import { completeSecrets } from './secrets.js';
import { MONITOR, mailSecretsOf, VHOST } from './service-env.js';
import type { Secrets } from './state.js';

/** What all containers of one installation share in a volume; generated once and kept. */
export interface ContainerSecrets extends Secrets {
  postgres: string;
  rabbitmq: string;
}

const port = 8080;
const fileOf = (dir: string): string => join(dir, 'secrets.json');

export function containerSecrets(dir: string, services: readonly string[]): ContainerSecrets {
  const known = readJson<ContainerSecrets>(fileOf(dir));
  const secrets = {
    ...completeSecrets(services, known),
    postgres: known?.postgres ?? newPassword(),
    rabbitmq: known?.rabbitmq ?? newPassword(),
  };
  writePrivateJson(fileOf(dir), secrets);
  generateKeys(join(dir, 'keys'), services);
  return secrets;
}

export const adminDatabaseUrl = ({ postgres }: ContainerSecrets): string =>
  `postgres://postgres:${postgres}@postgres:5432/postgres`;

export const managementUrl = ({ rabbitmq }: ContainerSecrets): string => `http://crm-admin:${rabbitmq}@rabbitmq:15672`;

export function databaseUrls(service: string, { databases }: Secrets): DatabaseUrls {
  const name = databaseName(service);
  const url = (role: 'owner' | 'app'): string =>
    `postgres://${name}_${role}:${databases[service]?.[role]}@postgres:5432/${name}`;
  return { ownerUrl: url('owner'), appUrl: url('app') };
}

/** The environment of a service's container, where every service has its own name as host. */
export function containerEnvironment(
  service: string,
  services: readonly string[],
  secrets: ContainerSecrets,
  dir: string,
): Record<string, string> {
  const { broker, operator } = secrets;
  return {
    HOST: '0.0.0.0',
    PORT: String(port),
    DATABASE_URL: databaseUrls(service, secrets).appUrl,
    AMQP_URL: `amqp://${service}:${broker[service]}@rabbitmq:5672/${VHOST}`,
    KEYS_DIR: join(dir, 'keys'),
    SERVICE_URLS: JSON.stringify(Object.fromEntries(services.map((name) => [name, `http://${name}:${port}`]))),
    ...(service === 'tenant-admin-portal'
      ? {
          RABBITMQ_MANAGEMENT_URL: `http://${MONITOR}:${broker[MONITOR]}@rabbitmq:15672`,
          ...mailSecretsOf(secrets),
        }
      : {}),
    ...(service === 'user-auth' ? { OPERATOR_EMAIL: operator.email, OPERATOR_PASSWORD: operator.password } : {}),
  };
}
