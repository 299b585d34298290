import { type DynamicModule, type InjectionToken, Module, type Provider } from '@nestjs/common';
import { CommandClient } from '../commands/command-client.js';
import { COMMANDS, type CommandTable } from '../commands/command-table.js';
import { Commands } from '../commands/commands.js';
import { ServiceConfig } from '../config/service-config.js';
import { Database } from '../database/database.js';
import { Health } from '../health/health.js';
import { AUTHENTICATOR, type Authenticator } from '../identity/authenticator.js';
import { Gate } from '../identity/gate.js';
import { InternalAuthenticator } from '../identity/internal-authenticator.js';
import { InternalTokens } from '../identity/internal-tokens.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { API_DESCRIPTION, type ApiDescription } from '../openapi/api-description.js';
import { Tracing } from '../tracing/tracing.js';
import { SERVICE, type ServiceDefinition } from './service-definition.js';

/** What is made before the container: it must outlive it, or is needed to report that the container failed. */
export interface ServiceParts {
  readonly config: ServiceConfig;
  readonly log: Log;
  readonly database: Database | undefined;
  readonly tokens: InternalTokens;
  readonly tracing: Tracing;
}

/** The root of a service's container: the platform's providers, visible everywhere, then extensions, then the service. */
@Module({})
export class ServiceModule {
  static of(service: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const extensions = (service.extensions ?? []).flatMap((extension) => extension.imports(service));
    const platform = { module: PlatformModule, global: true, ...provided(service, parts) };
    return { module: ServiceModule, imports: [platform, ...extensions, service.module] };
  }
}

@Module({})
class PlatformModule {}

function provided(service: ServiceDefinition, parts: ServiceParts): Pick<DynamicModule, 'providers' | 'exports'> {
  const { config, log, database, tokens, tracing } = parts;
  const health = new Health();
  if (database) health.register('database', () => database.pool.query('SELECT 1'));
  const providers: (Provider & { provide: InjectionToken })[] = [
    { provide: SERVICE, useValue: service },
    { provide: ServiceConfig, useValue: config },
    { provide: service.config, useValue: config },
    { provide: Log, useValue: log },
    { provide: Health, useValue: health },
    { provide: Metrics, useValue: new Metrics(service.name) },
    { provide: InternalTokens, useValue: tokens },
    { provide: Tracing, useValue: tracing },
    { provide: Database, useValue: database },
    {
      provide: CommandClient,
      inject: [{ token: COMMANDS, optional: true }],
      useFactory: (commands: CommandTable | undefined) =>
        new CommandClient({
          service: service.name,
          urls: config.SERVICE_URLS,
          commands: commands ?? {},
          tokens,
          tracing,
        }),
    },
    { provide: Commands, inject: [CommandClient], useFactory: (client: CommandClient) => new Commands(client) },
    service.authenticate
      ? { provide: AUTHENTICATOR, useClass: service.authenticate }
      : { provide: AUTHENTICATOR, useValue: new InternalAuthenticator(tokens) },
    service.describe
      ? { provide: API_DESCRIPTION, useClass: service.describe }
      : { provide: API_DESCRIPTION, useValue: { describe: (own) => own } satisfies ApiDescription },
    {
      provide: Gate,
      inject: [AUTHENTICATOR, { token: COMMANDS, optional: true }],
      useFactory: (authenticator: Authenticator, commands: CommandTable | undefined) =>
        new Gate(service.name, authenticator, new InternalAuthenticator(tokens), commands),
    },
  ];
  return { providers, exports: providers.map(({ provide }) => provide) };
}
