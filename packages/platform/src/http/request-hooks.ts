import type { Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type RequestContext, withContext } from '../context/request-context.js';
import type { Health } from '../health/health.js';
import { admit } from '../identity/admit.js';
import type { Caller } from '../identity/caller.js';
import type { Gate } from '../identity/gate.js';
import type { Metrics } from '../metrics/metrics.js';
import { extract } from '../tracing/propagation.js';
import { spanFailed, type Tracing } from '../tracing/tracing.js';
import { setEtag } from './etag.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import { readBody } from './read-body.js';
import { acceptedId } from './request-ids.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the router keeps about the route of this request. */
    route: FastifyContextConfig & { url?: string };
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

const nowhere = Object.freeze({});

/** What happens around every request, as Fastify hooks: they cost a fraction of Nest's guards and interceptors. */
export function addRequestHooks(server: FastifyInstance, parts: HttpParts): void {
  const { gate, health, tracing, idempotency } = parts;
  const durations = parts.metrics.requestDurations();

  server.decorateRequest('route');
  server.decorateRequest('caller', undefined);
  server.decorateRequest('work', undefined);
  server.decorateRequest('span', undefined);
  server.decorateRequest('bodyBytes', undefined);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', readBody);

  server.addHook('onRequest', (request, reply, done) => {
    const { headers, id } = request;
    // Fastify makes a new object at each question for the route's options, so they are asked for once.
    const route = request.routeOptions.config ?? nowhere;
    const correlationId = acceptedId(headers['x-correlation-id']) ?? id;
    reply.header('x-request-id', id);
    reply.header('x-correlation-id', correlationId);
    const { traceparent, span } = tracing.startSpan(request.method, { kind: 'server', parent: extract(headers) });
    const work: RequestContext = { requestId: id, correlationId, hopCount: 0, actor: 'anonymous', traceparent };
    request.route = route;
    request.work = work;
    request.span = span;
    withContext(work, () => admit(gate, request, done));
  });
  if (idempotency) {
    server.addHook('preHandler', (request, reply, done) => {
      // A request that is handed on has no operation here: the service behind keeps its key.
      const own = request.routeOptions.config?.crm?.operation !== undefined;
      if (!own || request.method !== 'POST' || request.headers['idempotency-key'] === undefined) done();
      else idempotency.begin(request, reply).then((replayed) => replayed || done(), done);
    });
  }
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    setEtag(reply, payload);
    if (health.stopping) reply.header('connection', 'close');
    done(null, payload);
  });
  server.addHook('onResponse', (request, reply, done) => {
    durations.observe(request.route, request.method, reply.statusCode, reply.elapsedTime / 1_000);
    if (request.span) endSpan(request.span, request, reply);
    if (!request.raw.readableEnded && request.route.crm?.streams) discardRest(request);
    done();
  });
}

/** A body that its route did not read to the end would block the next request on the connection. */
function discardRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

function endSpan(span: Span, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.route.url ?? 'unknown';
  span.updateName(`${request.method} ${route}`);
  span.setAttributes({
    'http.request.method': request.method,
    'http.route': route,
    'http.response.status_code': reply.statusCode,
    'crm.request_id': request.id,
  });
  if (reply.statusCode >= 500) span.setStatus(spanFailed);
  span.end();
}
