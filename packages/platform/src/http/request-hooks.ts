import type { Span } from '@opentelemetry/api';
import { SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Histogram } from 'prom-client';
import { type RequestContext, withContext } from '../context/request-context.js';
import type { Health } from '../health/health.js';
import type { Caller } from '../identity/caller.js';
import type { Gate } from '../identity/gate.js';
import type { Metrics } from '../metrics/metrics.js';
import { extract } from '../tracing/propagation.js';
import type { Tracing } from '../tracing/tracing.js';
import { takeCause } from './cause-headers.js';
import { setEtag } from './etag.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import { refuseMediaType } from './media-type.js';
import { readBody } from './read-body.js';
import { acceptedId } from './request-ids.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined on unguarded routes. */
    caller: Caller | undefined;
    work: RequestContext | undefined;
    span: Span | undefined;
    /** The body as it arrived, kept only for requests with an Idempotency-Key. */
    bodyBytes: Buffer | undefined;
  }
}

export interface HttpParts {
  readonly gate: Gate;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly idempotency: IdempotencyKeys | undefined;
}

/** What happens around every request, as Fastify hooks: they cost a fraction of Nest's guards and interceptors. */
export function addRequestHooks(server: FastifyInstance, parts: HttpParts): void {
  const { gate, health, tracing, idempotency } = parts;
  const durations = parts.metrics.histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of the head of a request to the end of its answer',
    labels: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const observe = observer(durations);

  server.decorateRequest('caller', undefined);
  server.decorateRequest('work', undefined);
  server.decorateRequest('span', undefined);
  server.decorateRequest('bodyBytes', undefined);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', readBody);

  server.addHook('onRequest', (request, reply, done) => {
    const { headers, id } = request;
    const correlationId = acceptedId(headers['x-correlation-id']) ?? id;
    reply.header('x-request-id', id);
    reply.header('x-correlation-id', correlationId);
    const { traceparent, span } = tracing.startSpan(request.method, { kind: 'server', parent: extract(headers) });
    const work: RequestContext = { requestId: id, correlationId, hopCount: 0, actor: 'anonymous', traceparent };
    request.work = work;
    request.span = span;
    withContext(work, () => admit(gate, request, done));
  });
  if (idempotency) {
    server.addHook('preHandler', (request, reply, done) => {
      if (request.method !== 'POST' || request.headers['idempotency-key'] === undefined) done();
      else idempotency.begin(request, reply).then((replayed) => replayed || done(), done);
    });
  }
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    setEtag(reply, payload);
    if (health.stopping) reply.header('connection', 'close');
    done(null, payload);
  });
  server.addHook('onResponse', (request, reply, done) => {
    observe(request, reply);
    if (request.span) endSpan(request.span, request, reply);
    if (!request.raw.readableEnded && request.routeOptions.config?.crm?.streams) discardRest(request);
    done();
  });
}

function admit(gate: Gate, request: FastifyRequest, done: (error?: Error) => void): void {
  const access = request.routeOptions.config?.crm?.access;
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
    const caller = gate.authenticator.authenticate(request);
    if (caller instanceof Promise) caller.then(enter, done);
    else enter(caller);
  } catch (error) {
    done(error as Error);
  }
}

/** A body that its route did not read to the end would block the next request on the connection. */
function discardRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

/** Label sets are looked up once per route, method and status. */
function observer(durations: Histogram<'method' | 'route' | 'status'>) {
  const children = new Map<string, { observe(seconds: number): void }>();
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const route = request.routeOptions.url ?? 'unknown';
    const key = `${request.method} ${reply.statusCode} ${route}`;
    let child = children.get(key);
    if (!child) {
      child = durations.labels(request.method, route, String(reply.statusCode));
      children.set(key, child);
    }
    child.observe(reply.elapsedTime / 1_000);
  };
}

function endSpan(span: Span, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url ?? 'unknown';
  span.updateName(`${request.method} ${route}`);
  span.setAttributes({
    'http.request.method': request.method,
    'http.route': route,
    'http.response.status_code': reply.statusCode,
    'crm.request_id': request.id,
  });
  if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
