export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a command carries. */
export interface CommandInput {
  /** For the `:placeholders` of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** One call from service to service: who may make it, who serves it, and where. */
export interface Command<In extends CommandInput = CommandInput, Out = unknown> {
  readonly caller: string | readonly string[];
  /** Whoever serves it; where several do, a call names the one that it is for. */
  readonly callee: string | readonly string[];
  readonly method: HttpMethod;
  /** As the route declares it, as in `/v1/tenants/:tenantId/owner-invitations`. */
  readonly path: string;
  /** @internal carries the types; never set */
  readonly types?: { in: In; out: Out };
}

export type CommandTable = Readonly<Record<string, Command>>;

export type CommandInputOf<C> = C extends Command<infer In, unknown> ? In : never;
export type CommandOutputOf<C> = C extends Command<CommandInput, infer Out> ? Out : never;
/** What a call says about its callee: nothing, where there is only one. */
export type CalleeOf<C> = C extends { callee: readonly (infer One)[] }
  ? { readonly callee: One }
  : { readonly callee?: never };

/** Injected value: the commands between all services. */
export const COMMANDS = Symbol('the commands table');

export function callersOf({ caller }: Command): readonly string[] {
  return typeof caller === 'string' ? [caller] : caller;
}

export function calleesOf({ callee }: Command): readonly string[] {
  return typeof callee === 'string' ? [callee] : callee;
}
