import { join } from 'node:path';
import type { DatabasePasswords } from './databases.js';
import { readJson, writePrivateJson } from './private-files.js';
import type { ProcessIdentity } from './process-identity.js';
import type { RabbitPorts } from './rabbit-config.js';

export interface Ports {
  postgres: number;
  rabbit: RabbitPorts;
  /** The outside world: mail catcher, and its HTTP side with the webhook receiver. */
  smtp: number;
  outside: number;
  services: Record<string, number>;
}

export interface Secrets {
  databases: Record<string, DatabasePasswords>;
  /** Passwords of the services' broker accounts, and of the one that looks on. */
  broker: Record<string, string>;
  operator: { email: string; password: string };
  /** Proves the bounces of our mails, and signs a mail provider's events. */
  mail: { bounceKey: string; eventsSecret: string };
}

/** What runs now. Gone after an orderly stop. */
export interface Run {
  gatewayUrl: string;
  outsideUrl: string;
  services: { name: string; pid: number; url: string; log: string }[];
  rabbitmq: { url: string; managementUrl: string; pid?: number };
  postgres: { url: string; pid?: number };
  /** Every process of the run, for whoever has to clean up. */
  processes: ProcessIdentity[];
}

/** `.crm/state.json`, mode 0600: ports and secrets are kept from start to start. */
export interface State {
  ports?: Ports;
  secrets?: Secrets;
  run?: Run;
}

const fileOf = (stateDir: string) => join(stateDir, 'state.json');

export function readState(stateDir: string): State {
  return readJson<State>(fileOf(stateDir)) ?? {};
}

export function updateState(stateDir: string, change: State): void {
  writePrivateJson(fileOf(stateDir), { ...readState(stateDir), ...change });
}
