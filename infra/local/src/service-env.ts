import type { DatabaseUrls } from './databases.js';
import type { Ports, Secrets } from './state.js';

export interface Surroundings {
  ports: Ports;
  secrets: Secrets;
  databases: Record<string, DatabaseUrls>;
  /** Any account's URL of the broker; only its protocol, host and port are used. */
  amqpUrl: string;
  /** The same for its management API. */
  managementUrl: string;
  keysDir: string;
  /** For every service, over everything else. */
  extra?: Readonly<Record<string, string>>;
}

export const VHOST = 'crm';
/** As the topology names the account that sees the queues' lengths. */
export const MONITOR = 'crm-monitor';

export function urlOf(ports: Ports, service: string): string {
  return `http://127.0.0.1:${ports.services[service]}`;
}

/** The whole environment of one service process, beside what it inherits from ours. */
export function environmentOf(service: string, around: Surroundings): Record<string, string> {
  const { ports, secrets } = around;
  const names = Object.keys(ports.services);
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(ports.services[service]),
    DATABASE_URL: around.databases[service]?.appUrl ?? '',
    DATABASE_POOL: '10',
    AMQP_URL: brokerUrl(around.amqpUrl, service, secrets.broker[service] ?? ''),
    KEYS_DIR: around.keysDir,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    PUBLIC_URL: urlOf(ports, 'api-gateway'),
    SERVICE_URLS: JSON.stringify(Object.fromEntries(names.map((name) => [name, urlOf(ports, name)]))),
    ...extrasOf(service, around),
    ...around.extra,
  };
}

/** What only one service reads. */
function extrasOf(service: string, { ports, secrets, managementUrl }: Surroundings): Record<string, string> {
  switch (service) {
    case 'user-auth':
      return { OPERATOR_EMAIL: secrets.operator.email, OPERATOR_PASSWORD: secrets.operator.password };
    case 'tenant-admin-portal':
      return {
        SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
        MAIL_FROM: 'CRM <no-reply@crm.example>',
        RABBITMQ_MANAGEMENT_URL: accountUrl(managementUrl, MONITOR, secrets.broker[MONITOR] ?? ''),
        ...mailSecretsOf(secrets),
      };
    case 'integration-gateway':
      // The story's webhook receiver lives on this machine.
      return { WEBHOOK_ALLOW_PRIVATE_HOSTS: 'true' };
    default:
      return {};
  }
}

export const mailSecretsOf = ({ mail }: Secrets): Record<string, string> => ({
  MAIL_BOUNCE_KEY: mail.bounceKey,
  MAIL_EVENTS_SECRET: mail.eventsSecret,
});

function brokerUrl(any: string, account: string, password: string): string {
  const url = new URL(accountUrl(any, account, password));
  url.pathname = `/${VHOST}`;
  return url.href;
}

function accountUrl(any: string, account: string, password: string): string {
  const url = new URL(any);
  url.username = account;
  url.password = password;
  return url.href;
}
