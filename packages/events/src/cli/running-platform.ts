import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './repository.js';

/** What `npm start` leaves in `.crm/state.json`, as far as it is needed here. */
interface State {
  readonly run?: { readonly gatewayUrl?: string; readonly rabbitmq?: { readonly managementUrl?: string } };
  readonly secrets?: {
    readonly operator?: { readonly email: string; readonly password: string };
    readonly broker?: Readonly<Record<string, string>>;
  };
}

export interface GatewayAccess {
  readonly gatewayUrl: string;
  readonly email: string;
  readonly password: string;
}

export interface AccessOptions {
  readonly gateway?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
}

/**
 * Where the gateway is and who signs in as operator: by options, else the variables GATEWAY_URL, OPERATOR_EMAIL and
 * OPERATOR_PASSWORD, else what `npm start` runs in this checkout.
 */
export function gatewayAccess(options: AccessOptions, env = process.env): GatewayAccess {
  const { run, secrets } = readState();
  const gatewayUrl = options.gateway ?? env['GATEWAY_URL'] ?? run?.gatewayUrl;
  const email = options.email ?? env['OPERATOR_EMAIL'] ?? secrets?.operator?.email;
  const password = options.password ?? env['OPERATOR_PASSWORD'] ?? secrets?.operator?.password;
  if (!gatewayUrl) {
    throw new Error('No platform runs in this checkout. Start it with "npm start", or name one with --gateway <url>.');
  }
  if (!email || !password) {
    throw new Error('No operator is known here. Name one with --email and --password (or OPERATOR_PASSWORD).');
  }
  return { gatewayUrl, email, password };
}

/** The broker's management API with an administrator's account: AMQP_MANAGEMENT_URL, else that of `npm start`. */
export function managementUrl(env = process.env): string {
  const url = env['AMQP_MANAGEMENT_URL'] ?? readState().run?.rabbitmq?.managementUrl;
  if (url) return url;
  throw new Error(
    'No broker runs in this checkout. Start the platform with "npm start", or set AMQP_MANAGEMENT_URL to http://name:password@host:15672.',
  );
}

/** Passwords of the services' broker accounts: BROKER_PASSWORDS (JSON by service), else those of `npm start`. */
export function brokerPasswords(env = process.env): Readonly<Record<string, string>> {
  const given = env['BROKER_PASSWORDS'];
  const passwords = given ? (JSON.parse(given) as Record<string, string>) : readState().secrets?.broker;
  if (passwords) return passwords;
  throw new Error(
    'The passwords of the broker accounts are not known: set BROKER_PASSWORDS to a JSON object with one for each service.',
  );
}

function readState(): State {
  const file = join(repositoryRoot, '.crm', 'state.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as State) : {};
}
