import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../context/request-context.js';
import { takeCause } from '../http/cause-headers.js';
import { refuseMediaType } from '../http/media-type.js';
import type { Caller } from './caller.js';
import type { Gate } from './gate.js';

/** Lets a request in when its caller is proved and may use the route; asked before the body arrives. */
export function admit(gate: Gate, request: FastifyRequest, done: (error?: Error) => void): void {
  const access = request.route.crm?.access;
  if (!access || access.kind === 'unguarded') {
    done();
    return;
  }
  const enter = (caller: Caller): void => {
    const refused = gate.refuse(access, caller);
    if (refused) {
      done(refused);
      return;
    }
    const work = request.work as RequestContext;
    work.actor = caller.actor;
    if (caller.tenantId !== null) work.tenantId = caller.tenantId;
    if (caller.kind === 'service') takeCause(work, request.headers);
    request.caller = caller;
    done(refuseMediaType(request));
  };
  try {
    const caller = gate.authenticatorOf(access).authenticate(request);
    if (caller instanceof Promise) caller.then(enter, done);
    else enter(caller);
  } catch (error) {
    done(error as Error);
  }
}
