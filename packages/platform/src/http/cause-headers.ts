import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../context/request-context.js';
import { isUuid } from './id.js';

const causation = 'x-causation-id';
const hops = 'x-hop-count';

/** What a command tells its callee about the event behind it, so that a loop through commands is counted as one too. */
export function causeHeaders({ causationId, hopCount }: RequestContext): Record<string, string> {
  return causationId === undefined ? {} : { [causation]: causationId, [hops]: String(hopCount) };
}

/** Takes over the cause that a service names. Only for callers proved to be services: anybody else could fake a loop. */
export function takeCause(work: RequestContext, headers: IncomingHttpHeaders): void {
  const cause = headers[causation];
  const count = headers[hops];
  if (!isUuid(cause) || typeof count !== 'string' || !/^\d{1,3}$/.test(count)) return;
  work.causationId = cause;
  work.hopCount = Number(count);
}
