import { type Caller, Forbidden, PayloadTooLarge, type Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { TenantDirectory, type TenantState } from '../tenants/tenant-directory.js';
import { isApiToken } from '../tokens/api-token-caller.js';
import { TenantDeactivated, TenantSuspended, TenantUnknown, UnsafePath } from './admission.errors.js';
import { isBeyondApiTokens } from './api-token-reach.js';
import { RateLimits } from './rate-limits.js';
import { isSafePath } from './safe-path.js';
import { isOpenWhileSuspended } from './suspension.js';

/** JSON is held in memory by whoever reads it, so that much is turned away here already. */
const mostJsonBytes = 1_048_576;

/** Decides, once it is known who asks, whether the request may enter. Runs on every route, and before the body arrives. */
@Injectable()
export class Admissions {
  constructor(
    private readonly tenants: TenantDirectory,
    private readonly limits: RateLimits,
  ) {}

  readonly onRequest = (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { caller } = request;
    // A service that asks the gateway itself was let in by the commands table.
    if (!caller || caller.kind === 'service') {
      done();
      return;
    }
    const sent = pathOf(request.url);
    if (!isSafePath(sent)) {
      done(new UnsafePath('It leads upwards, hides a separator or has a character that a path cannot have.'));
      return;
    }
    // The router takes `%61uth` for `auth`, and so must the rules that go by the path.
    const path = sent.includes('%') ? decodeURIComponent(sent) : sent;
    const problem =
      refuseLargeJson(request) ?? this.limits.charge(caller, path, request) ?? refuseApiToken(caller, path);
    if (problem || caller.tenantId === null) {
      done(problem);
      return;
    }
    const state = this.tenants.find(caller.tenantId);
    if (state instanceof Promise) state.then((late) => done(statusRefusal(caller, late, request.method, path)), done);
    else done(statusRefusal(caller, state, request.method, path));
  };
}

function refuseLargeJson({ headers }: FastifyRequest): Problem | undefined {
  if (Number(headers['content-length'] ?? 0) <= mostJsonBytes || !headers['content-type']?.includes('json')) return;
  return new PayloadTooLarge(`At most ${mostJsonBytes} bytes of JSON are read.`, {}, { connection: 'close' });
}

function refuseApiToken(caller: Caller, path: string): Problem | undefined {
  if (!isApiToken(caller) || !isBeyondApiTokens(path)) return undefined;
  return new Forbidden('This is not for API tokens. Sign in to do it.');
}

/** A suspended tenant's people see why, and what must stay open to them; a closed tenant's people see nothing. */
function statusRefusal(
  caller: Caller,
  state: TenantState | undefined,
  method: string,
  path: string,
): Problem | undefined {
  if (!state) return new TenantUnknown();
  const { status, statusReason: reason } = state;
  if (status === 'suspended') {
    if (caller.kind === 'operator' || isOpenWhileSuspended(method, path)) return undefined;
    return new TenantSuspended(reason ?? undefined, { reason });
  }
  if (status === 'deactivated') {
    if (caller.kind === 'operator' && (method === 'GET' || method === 'HEAD')) return undefined;
    return new TenantDeactivated(reason ?? undefined, { reason });
  }
  return undefined;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
