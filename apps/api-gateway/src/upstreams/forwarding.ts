import type { ServiceName } from '@crm/events';
import { type Access, type Caller, InternalTokens, Metrics } from '@crm/platform';
import type { FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from '../admissions/client-address.js';
import { GatewayConfig } from '../config.js';
import { EventStreams } from './event-streams.js';
import { withoutClaims, withoutHops } from './forwarded-headers.js';
import { isConnectionError, upstreamProblem } from './upstream.errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as the service behind is told. */
    authorization: string | undefined;
  }
}

/** Imports are the largest bodies. */
const mostBytes = 67_108_864;
/** Pauses before a request that changes nothing is sent again over a fresh connection, in milliseconds. */
const pauses = [50, 200];

/** What the gateway does with a request for another service. Everything is streamed; nothing is held. */
@Injectable()
export class Forwarding {
  readonly streams = new EventStreams();
  private readonly door: URL;
  private readonly failures;

  constructor(
    private readonly tokens: InternalTokens,
    private readonly config: GatewayConfig,
    metrics: Metrics,
  ) {
    this.door = new URL(config.PUBLIC_URL);
    this.failures = metrics.counter({
      name: 'gateway_upstream_failures_total',
      help: 'Requests that a service could not be asked, or did not answer',
      labels: ['service'],
    });
  }

  /** Options for what goes to `service`, signed by the gateway in the caller's name. */
  to(service: ServiceName, upstream: string, access: Access): FastifyHttpProxyOptions {
    return {
      ...this.shared(service, access),
      upstream,
      preHandler: (request, _reply, done) => {
        this.tokens.mint(service, request.caller as Caller).then((token) => {
          request.authorization = `Bearer ${token}`;
          done();
        }, done);
      },
    };
  }

  /** Options for the operators' requests to the gateway itself, which knows people by their own tokens. */
  toMyself(origin: () => string): FastifyHttpProxyOptions {
    const shared = this.shared('api-gateway', { kind: 'operator' });
    return {
      ...shared,
      upstream: '',
      preHandler: (request, _reply, done) => {
        request.authorization = request.headers.authorization;
        done();
      },
      replyOptions: { ...shared.replyOptions, getUpstream: origin },
    };
  }

  private shared(service: ServiceName, access: Access): Omit<FastifyHttpProxyOptions, 'upstream'> {
    return {
      config: { crm: { access, streams: { types: ['*'], maxBytes: mostBytes } } },
      httpMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      // The platform hands bodies on as streams already.
      proxyPayloads: false,
      disableRequestLogging: true,
      destroyAgent: true,
      undici: {
        connections: 256,
        connect: { timeout: 2_000 },
        headersTimeout: this.config.UPSTREAM_TIMEOUT_SECONDS * 1_000,
        // Streams of events are quiet for as long as nothing happens.
        bodyTimeout: 0,
      },
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => this.headersFor(request as FastifyRequest, withoutClaims(headers)),
        rewriteHeaders: withoutHops,
        onResponse: (_request, reply, response) => this.answer(reply as FastifyReply, response),
        onError: (reply, { error }) => {
          // When the sender has gone, nothing is wrong with the service.
          if (!reply.raw.destroyed) this.failures.inc({ service });
          reply.send(upstreamProblem(service, error));
        },
        retryDelay: ({ err, req, attempt }) => {
          const repeatable = req.method === 'GET' || req.method === 'HEAD';
          return repeatable && err && isConnectionError(err) ? (pauses[attempt] ?? null) : null;
        },
      },
    };
  }

  private headersFor<H extends Record<string, unknown>>(request: FastifyRequest, headers: H): H {
    return Object.assign(headers, {
      authorization: request.authorization,
      'x-request-id': request.id,
      'x-correlation-id': request.work?.correlationId,
      traceparent: request.work?.traceparent,
      'x-forwarded-for': clientAddress(request, this.config.TRUSTED_PROXIES),
      'x-forwarded-host': this.door.host,
      'x-forwarded-proto': this.door.protocol.slice(0, -1),
    });
  }

  private answer(reply: FastifyReply, response: { stream: unknown }): void {
    reply.send(response.stream);
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) this.streams.follow(reply);
  }
}
