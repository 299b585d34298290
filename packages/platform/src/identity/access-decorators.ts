import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { Access, RouteRules } from './access.js';

type Configured = { crm?: RouteRules } & Record<string, unknown>;

/** Adds to what the router keeps about a route; what other decorators said stays. */
export function addRouteRules(operation: object, rules: RouteRules): void {
  const config = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, operation) ?? {}) as Configured;
  Reflect.defineMetadata(
    FASTIFY_ROUTE_CONFIG_METADATA,
    { ...config, crm: { ...config.crm, ...rules, operation } },
    operation,
  );
}

export function routeRulesOf(operation: object): RouteRules | undefined {
  return (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, operation) as Configured | undefined)?.crm;
}

function grants(access: Access): MethodDecorator {
  return (target, property, descriptor) => {
    const operation = descriptor.value as object;
    if (routeRulesOf(operation)?.access) {
      throw new Error(`${target.constructor.name}.${String(property)} has two access decorators: keep exactly one.`);
    }
    addRouteRules(operation, { access });
  };
}

/** For users who hold `permission` in their tenant, and for operators who named a tenant. */
export const RequiresPermission = (permission: string): MethodDecorator => grants({ kind: 'permission', permission });

/** For operators of the platform, with or without a tenant. */
export const OperatorOnly = (): MethodDecorator => grants({ kind: 'operator' });

/** For every user and operator, whatever their permissions. */
export const SignedIn = (): MethodDecorator => grants({ kind: 'signed-in' });

/** For everybody who comes through the gateway, signed in or not. */
export const Anonymous = (): MethodDecorator => grants({ kind: 'anonymous' });

/** For the services that the commands table names as callers of `command`. */
export const CommandRoute = (command: string): MethodDecorator => grants({ kind: 'command', command });

/** For everything that reaches the port, without any token: health, metrics and public keys only. */
export const Unguarded = (): MethodDecorator => grants({ kind: 'unguarded' });
