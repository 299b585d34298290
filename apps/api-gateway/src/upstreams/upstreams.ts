import { pages, routes, type ServiceName, serviceNames } from '@crm/events';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Admissions } from '../admissions/admissions.js';
import { GatewayConfig } from '../config.js';
import { Forwarding } from './forwarding.js';

/** Resources that clients of the hub look for without a version, and with nothing below. */
const unversioned: readonly string[] = ['logs'] satisfies (typeof routes)[ServiceName][number][];

/**
 * The door and everything behind it: each public resource is handed to the service that owns it. The routes are added
 * when Nest has set its error handler, as Fastify's routes keep the one that they found.
 */
@Injectable()
export class Upstreams implements OnApplicationBootstrap {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly admissions: Admissions,
    private readonly forwarding: Forwarding,
    private readonly config: GatewayConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.decorateRequest('authorization', undefined);
    server.addHook('onRequest', this.admissions.onRequest);
    server.addHook('preClose', async () => this.forwarding.streams.end());
    for (const service of serviceNames) {
      for (const options of this.routesTo(service, server)) await server.register(httpProxy, options);
    }
  }

  /** Operators reach the operations of every service, the gateway among them, below its name. */
  private routesTo(service: ServiceName, server: FastifyInstance): FastifyHttpProxyOptions[] {
    const operations = { prefix: `/v1/operations/${service}`, rewritePrefix: '/v1/operations', routes: ['/*'] };
    if (service === 'api-gateway') {
      return [{ ...this.forwarding.toMyself(() => server.listeningOrigin), ...operations }];
    }
    const url = this.config.SERVICE_URLS[service];
    if (url === undefined) throw new Error(`SERVICE_URLS does not say where ${service} is.`);
    const resources = routes[service].flatMap((resource) => [`/v1/${resource}`, `/v1/${resource}/*`]);
    const { origin } = new URL(url);
    const open = this.forwarding.to(service, origin, { kind: 'anonymous' });
    const page = (pages as Partial<Record<ServiceName, string>>)[service];
    const bare = routes[service].filter((resource) => unversioned.includes(resource));
    return [
      { ...open, routes: resources },
      ...(page === undefined ? [] : [{ ...open, routes: [`/${page}`, `/${page}/*`], httpMethods: ['GET', 'HEAD'] }]),
      ...bare.map((resource) => ({
        ...open,
        ...{ prefix: `/${resource}`, rewritePrefix: `/v1/${resource}`, routes: [''], httpMethods: ['GET', 'POST'] },
      })),
      { ...this.forwarding.to(service, origin, { kind: 'operator' }), ...operations },
    ];
  }
}
