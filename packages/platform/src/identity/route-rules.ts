import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { Access } from './access.js';

/** The controller's method behind a route. */
export interface Operation {
  readonly controller: object;
  readonly method: string;
  readonly handler: object;
}

/** What the router keeps about one of our routes. */
export interface RouteRules {
  readonly access?: Access;
  /** Media types the route takes as a stream, instead of JSON. */
  readonly streams?: { readonly types: readonly string[]; readonly maxBytes: number };
  readonly operation?: Operation;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    crm?: RouteRules;
  }
}

type Configured = { crm?: RouteRules } & Record<string, unknown>;

/** Adds to what the router keeps about a route; what other decorators said stays. */
export function addRouteRules(
  controller: object,
  method: string | symbol,
  descriptor: PropertyDescriptor,
  rules: Omit<RouteRules, 'operation'>,
): void {
  const handler = descriptor.value as object;
  const config = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as Configured;
  const operation = { controller, method: String(method), handler };
  const crm: RouteRules = { ...config.crm, ...rules, operation };
  Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...config, crm }, handler);
}

export function routeRulesOf(descriptor: PropertyDescriptor): RouteRules | undefined {
  return (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, descriptor.value as object) as Configured | undefined)
    ?.crm;
}
