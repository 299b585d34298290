import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import type { CommandTable } from '../src/commands/command-table.js';
import { COMMANDS } from '../src/commands/command-table.js';
import { ServiceConfig } from '../src/config/service-config.js';
import { type Caller, InternalTokens, readKeyRing } from '../src/index.js';
import { defineService, type ServiceDefinition } from '../src/service/service-definition.js';
import { type RunningService, startService } from '../src/service/start-service.js';
import { type Keys, makeKeys } from './keys.js';

export const tenantId = '0198c0de-0000-7000-8000-000000000001';

export const user: Caller = {
  kind: 'user',
  subject: '0198c0de-0000-7000-8000-0000000000aa',
  tenantId,
  role: 'owner',
  permissions: ['widgets:read', 'widgets:write'],
  actor: 'user:0198c0de-0000-7000-8000-0000000000aa',
};

export interface TinyService {
  readonly running: RunningService;
  readonly keys: Keys;
  /** Tokens as another service mints them. */
  tokensOf(service: string): Promise<InternalTokens>;
  /** A request of `caller` (default: a user) through the gateway. */
  fetch(path: string, init?: RequestInit & { caller?: Caller | null }): Promise<Response>;
  stop(): Promise<void>;
}

export interface TinyOptions {
  readonly controllers?: Type[];
  readonly providers?: Type[];
  readonly commands?: CommandTable;
  readonly definition?: Partial<ServiceDefinition>;
  readonly env?: Record<string, string>;
}

/** A real service named `widgets` on a loopback port. */
export async function startTiny(options: TinyOptions = {}): Promise<TinyService> {
  const keys = await makeKeys('widgets', 'api-gateway', 'billing-worker', 'user-auth');
  const { commands } = options;

  @Module({ controllers: options.controllers ?? [], providers: options.providers ?? [] })
  class TinyModule {}
  @Module({})
  class CommandsModule {}

  const service = defineService({
    name: 'widgets',
    module: TinyModule,
    config: ServiceConfig,
    extensions: [
      {
        name: 'commands',
        imports: () => [
          {
            module: CommandsModule,
            global: true,
            providers: commands ? [{ provide: COMMANDS, useValue: commands }] : [],
            exports: commands ? [COMMANDS] : [],
          },
        ],
      },
    ],
    ...options.definition,
  });
  const running = await startService(service, tinyEnv(keys, options.env)).catch(async (error: unknown) => {
    await keys.remove();
    throw error;
  });
  const tokensOf = async (name: string) => new InternalTokens(await readKeyRing(keys.folder, name));
  const gateway = await tokensOf('api-gateway');
  return {
    running,
    keys,
    tokensOf,
    async fetch(path, { caller = user, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (caller && !headers.has('authorization')) {
        headers.set('authorization', `Bearer ${await gateway.mint('widgets', caller)}`);
      }
      return fetch(running.url + path, { ...init, headers });
    },
    async stop() {
      await running.stop();
      await keys.remove();
    },
  };
}

export function tinyEnv(keys: Keys, more: Record<string, string> = {}): Record<string, string> {
  return {
    DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none',
    AMQP_URL: 'amqp://nobody:nothing@127.0.0.1:1/crm',
    KEYS_DIR: keys.folder,
    LOG_LEVEL: 'silent',
    ...more,
  };
}

export const postJson = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
