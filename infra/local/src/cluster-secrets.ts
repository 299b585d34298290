import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from './databases.js';
import { MONITOR, mailSecretsOf, VHOST } from './service-env.js';
import type { Secrets } from './state.js';

/** As Kubernetes takes it. */
export interface ClusterSecret {
  apiVersion: 'v1';
  kind: 'Secret';
  metadata: { name: string; labels: Record<string, string> };
  type: 'Opaque' | 'kubernetes.io/basic-auth';
  stringData: Record<string, string>;
}

const labels = { 'app.kubernetes.io/part-of': 'crm' };
// CloudNativePG sets a role's password anew when its Secret changes.
const watched = { ...labels, 'cnpg.io/reload': 'true' };

/**
 * The Secrets that infra/k8s refers to and that stand in no repository. Of each service: `<service>-environment` and
 * `<service>-keys`, which only it may see; `<service>-owner` and `<service>-app`, its two database roles. And
 * `broker-accounts`, with the passwords that the topology gives out.
 */
export function clusterSecrets(
  services: readonly string[],
  secrets: Secrets,
  given: { keysDir: string; smtpUrl: string },
): ClusterSecret[] {
  return [
    ...services.flatMap((service) => secretsOf(service, secrets, given)),
    opaque('broker-accounts', { BROKER_PASSWORDS: JSON.stringify(secrets.broker) }),
  ];
}

function secretsOf(
  service: string,
  secrets: Secrets,
  { keysDir, smtpUrl }: { keysDir: string; smtpUrl: string },
): ClusterSecret[] {
  const { databases, broker, operator } = secrets;
  const database = databaseName(service);
  const [owner, app] = (['owner', 'app'] as const).map((kind) => {
    const [username, password] = [`${database}_${kind}`, databases[service]?.[kind] ?? ''];
    return { username, password, url: `postgres://${username}:${password}@postgres-rw:5432/${database}` };
  }) as [Role, Role];
  const keyFiles = [`${service}.private.jwk.json`, 'trusted.jwks.json'];
  return [
    opaque(`${service}-environment`, {
      DATABASE_URL: app.url,
      // The namespace stands in it because KEDA, in its own, asks for queue lengths by this address too.
      AMQP_URL: `amqp://${service}:${broker[service]}@rabbitmq.crm.svc:5672/${VHOST}`,
      ...(service === 'user-auth' ? { OPERATOR_EMAIL: operator.email, OPERATOR_PASSWORD: operator.password } : {}),
      ...(service === 'tenant-admin-portal'
        ? {
            SMTP_URL: smtpUrl,
            RABBITMQ_MANAGEMENT_URL: `http://${MONITOR}:${broker[MONITOR]}@rabbitmq:15672`,
            ...mailSecretsOf(secrets),
          }
        : {}),
    }),
    opaque(
      `${service}-keys`,
      Object.fromEntries(keyFiles.map((name) => [name, readFileSync(join(keysDir, name), 'utf8')])),
    ),
    role(`${service}-owner`, owner, { DATABASE_OWNER_URL: owner.url }),
    role(`${service}-app`, app),
  ];
}

interface Role {
  username: string;
  password: string;
  url: string;
}

function opaque(name: string, stringData: Record<string, string>): ClusterSecret {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, labels }, type: 'Opaque', stringData };
}

function role(name: string, { username, password }: Role, more: Record<string, string> = {}): ClusterSecret {
  const stringData = { username, password, ...more };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, labels: watched },
    type: 'kubernetes.io/basic-auth',
    stringData,
  };
}
