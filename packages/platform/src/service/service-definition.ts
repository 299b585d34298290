import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceConfig } from '../config/service-config.js';
import type { DatabaseDefinition, EntityClass, MigrationClass } from '../database/definition.js';
import type { Authenticator } from '../identity/authenticator.js';
import type { LoadAnswers } from '../openapi/answers.js';
import type { ApiDescription } from '../openapi/api-description.js';

/** Everything that makes a service, as one value. */
export interface ServiceDefinition<C extends ServiceConfig = ServiceConfig> {
  /** As in the event map: `customer-health`. */
  readonly name: string;
  readonly module: Type;
  readonly config: new () => C;
  readonly database?: DatabaseDefinition;
  readonly extensions?: readonly ServiceExtension[];
  /** What its routes answer with: `generated/answers.json`, for `/openapi.json`. */
  readonly answers?: LoadAnswers;
  /** How callers are known; by default by internal tokens. Made by injection. */
  readonly authenticate?: Type<Authenticator>;
  /** What `/openapi.json` answers; by default the service's own document. Made by injection. */
  readonly describe?: Type<ApiDescription>;
}

/** What another package adds to a service. */
export interface ServiceExtension {
  readonly name: string;
  /** Run before the service's own. */
  readonly migrations?: readonly MigrationClass[];
  readonly entities?: readonly EntityClass[];
  /** Of the routes that it adds. */
  readonly answers?: LoadAnswers;
  /** Global modules. */
  imports(service: ServiceDefinition): (DynamicModule | Type)[];
  /** Before the service initialises and listens, for instance to connect a microservice. */
  attach?(app: NestFastifyApplication, service: ServiceDefinition): Promise<void>;
}

/** Injected value: the definition of the running service. */
export const SERVICE = Symbol('the service definition');

export function defineService<C extends ServiceConfig>(definition: ServiceDefinition<C>): ServiceDefinition<C> {
  return definition;
}

/** All tables of a service: its extensions' and its own. */
export function entitiesOf(service: ServiceDefinition): EntityClass[] {
  return [
    ...(service.extensions ?? []).flatMap(({ entities }) => entities ?? []),
    ...(service.database?.entities ?? []),
  ];
}
