import { currentContext } from '../context/request-context.js';
import { causeHeaders } from '../http/cause-headers.js';
import type { Caller } from '../identity/caller.js';
import type { InternalTokens } from '../identity/internal-tokens.js';
import { inject } from '../tracing/propagation.js';
import type { Tracing } from '../tracing/tracing.js';
import { CommandFailed } from './command-failed.js';
import { type Command, type CommandInput, type CommandTable, calleesOf, callersOf } from './command-table.js';
import { commandUrl } from './command-url.js';

export interface CommandCall extends CommandInput {
  /** Which of its callees is meant, for a command that has several. */
  readonly callee?: string;
  /** The tenant the call is about; null for what stands above tenants. */
  readonly tenantId: string | null;
  /** Who acts, for the callee's record; by default whoever acts in the work in progress, else this service. */
  readonly actor?: string;
  /** Makes the call safe to repeat; then, as with GET, it is repeated twice when the connection fails. */
  readonly idempotencyKey?: string;
  /** Milliseconds until the call counts as failed; 5000 by default. */
  readonly timeout?: number;
}

export interface CommandClientOptions {
  readonly service: string;
  readonly urls: Readonly<Record<string, string>>;
  readonly commands: CommandTable;
  readonly tokens: InternalTokens;
  readonly tracing: Tracing;
}

/** No more than this is waited between the attempts; each waits longer. */
const pauses = [50, 200];

/** Calls other services over HTTP (injectable), as the commands table declares it and signed with this service's key. */
export class CommandClient {
  constructor(private readonly options: CommandClientOptions) {}

  /** @throws CommandFailed when the callee refuses or does not answer in time */
  async call(name: string, call: CommandCall): Promise<unknown> {
    const declared = this.declared(name);
    const span = { kind: 'client', parent: currentContext()?.traceparent } as const;
    return this.options.tracing.traced(name, span, () => this.send(name, declared, call));
  }

  private async send(name: string, declared: Command, call: CommandCall): Promise<unknown> {
    const callee = calleeOf(name, declared, call);
    const request = await this.request(declared, callee, call);
    const url = commandUrl(this.baseUrl(callee), declared.path, call);
    const repeatable = declared.method === 'GET' || call.idempotencyKey !== undefined;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const signal = AbortSignal.timeout(call.timeout ?? 5_000);
        return await answerOf(name, await fetch(url, { ...request, signal }));
      } catch (error) {
        if (error instanceof CommandFailed) throw error;
        const pause = pauses[attempt];
        if (!repeatable || pause === undefined || !connectionFailed(error)) {
          throw new CommandFailed(name, 0, undefined, { cause: error });
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async request(declared: Command, callee: string, call: CommandCall): Promise<RequestInit> {
    const context = currentContext();
    const token = await this.options.tokens.mint(callee, this.caller(call, context?.actor));
    const headers: Record<string, string> = inject({
      authorization: `Bearer ${token}`,
      ...(context ? { 'x-correlation-id': context.correlationId } : {}),
      ...(context ? causeHeaders(context) : {}),
      ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    return { method: declared.method, headers, redirect: 'error', ...body };
  }

  private caller(call: CommandCall, acting: string | undefined): Caller {
    const { service } = this.options;
    const actor = call.actor ?? acting ?? `service:${service}`;
    return { kind: 'service', subject: service, service, tenantId: call.tenantId, role: null, permissions: [], actor };
  }

  private declared(name: string): Command {
    const declared = this.options.commands[name];
    if (!declared) throw new Error(`There is no command ${name} in the commands table.`);
    if (!callersOf(declared).includes(this.options.service)) {
      throw new Error(`The commands table does not let ${this.options.service} call ${name}.`);
    }
    return declared;
  }

  private baseUrl(callee: string): string {
    const url = this.options.urls[callee];
    if (url === undefined) throw new Error(`SERVICE_URLS does not say where ${callee} is.`);
    return url;
  }
}

function calleeOf(name: string, declared: Command, call: CommandCall): string {
  const callees = calleesOf(declared);
  const callee = call.callee ?? (callees.length === 1 ? callees[0] : undefined);
  if (callee === undefined) throw new Error(`A call of ${name} must name its callee.`);
  if (!callees.includes(callee)) throw new Error(`The commands table does not name ${callee} for ${name}.`);
  return callee;
}

async function answerOf(name: string, response: Response): Promise<unknown> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  if (response.ok) return body;
  throw new CommandFailed(name, response.status, (body ?? undefined) as CommandFailed['problem']);
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

function connectionFailed(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && connectionCodes.has(String(cause.code));
}
