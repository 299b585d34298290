import type { RouteOptions } from 'fastify';
import { type CommandTable, calleesOf, callersOf } from '../commands/command-table.js';
import type { Problem } from '../http/problem.js';
import { Forbidden } from '../http/standard-problems.js';
import { type Access, refusal } from './access.js';
import type { Authenticator } from './authenticator.js';
import { unauthenticated } from './bearer.js';
import type { Caller } from './caller.js';

/** Decides who may use a route, and makes sure before the start that every route says so. */
export class Gate {
  private readonly mistakes: string[] = [];
  private readonly served = new Set<string>();
  private readonly callers: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    private readonly service: string,
    private readonly people: Authenticator,
    private readonly services: Authenticator,
    private readonly commands: CommandTable | undefined,
  ) {
    this.callers = new Map(
      Object.entries(commands ?? {}).map(([name, declared]) => [name, new Set(callersOf(declared))] as const),
    );
  }

  /** Who proves the callers of a route: services come with tokens of their own, also where people bring other ones. */
  authenticatorOf(access: Access): Authenticator {
    return access.kind === 'command' ? this.services : this.people;
  }

  /** The problem to answer with when `caller` may not use the route. */
  refuse(access: Access, caller: Caller): Problem | undefined {
    const callers = access.kind === 'command' ? this.callers.get(access.command) : undefined;
    const reason = refusal(access, caller, callers);
    if (reason === undefined) return undefined;
    // Who is nobody yet is asked to sign in; who is somebody is told what is missing.
    return caller.kind === 'anonymous' ? unauthenticated(reason) : new Forbidden(reason);
  }

  /** Looks at a route as it is added to the router. */
  inspect(route: RouteOptions): void {
    const access = route.config?.crm?.access;
    const methods = [route.method].flat();
    const label = `${methods.join(',')} ${route.url} (${route.handler.name || 'a plugin'})`;
    if (!access) {
      this.mistakes.push(`${label} says nobody may use it: give it one access decorator.`);
    } else if (access.kind === 'command' && !methods.includes('HEAD')) {
      this.inspectCommand(access.command, methods, route.url, label);
    }
  }

  /** @throws Error naming every route that has no access decorator, or is not what the commands table says it is */
  assertComplete(): void {
    for (const [name, declared] of Object.entries(this.commands ?? {})) {
      if (calleesOf(declared).includes(this.service) && !this.served.has(name)) {
        this.mistakes.push(
          `The commands table names ${this.service} for ${name}, which has no route: add a @CommandRoute.`,
        );
      }
    }
    if (this.mistakes.length === 0) return;
    throw new Error(`${this.service} cannot start:\n${this.mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }

  private inspectCommand(name: string, methods: readonly string[], url: string, label: string): void {
    const declared = this.commands?.[name];
    this.served.add(name);
    if (!declared) {
      this.mistakes.push(`${label} serves the command ${name}, which is not in the commands table.`);
    } else if (
      !calleesOf(declared).includes(this.service) ||
      declared.path !== url ||
      !methods.includes(declared.method)
    ) {
      const { method, path } = declared;
      this.mistakes.push(
        `${label} serves ${name}, which the commands table declares as ${method} ${path} of ${calleesOf(declared).join(', ')}.`,
      );
    }
  }
}
