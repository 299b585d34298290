import type { Access } from './access.js';
import { addRouteRules, routeRulesOf } from './route-rules.js';

function grants(access: Access): MethodDecorator {
  return (target, property, descriptor) => {
    if (routeRulesOf(descriptor)?.access) {
      throw new Error(`${target.constructor.name}.${String(property)} has two access decorators: keep exactly one.`);
    }
    addRouteRules(target, property, descriptor, { access });
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
