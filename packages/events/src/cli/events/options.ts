import type { ParseArgsOptionsConfig } from 'node:util';

/** The options of all commands of `npm run events`. */
export const options = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  limit: { type: 'string', default: '100' },
  all: { type: 'boolean', default: false },
  reason: { type: 'string' },
  event: { type: 'string' },
  gateway: { type: 'string' },
  email: { type: 'string' },
  password: { type: 'string' },
  vhost: { type: 'string' },
  may: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export interface Options {
  readonly json: boolean;
  readonly limit: string;
  readonly all: boolean;
  readonly reason?: string | undefined;
  readonly event?: string | undefined;
  readonly gateway?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly vhost?: string | undefined;
  readonly may?: string | undefined;
}
