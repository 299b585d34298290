import { routes, type ServiceName, serviceNames } from '@crm/events';
import type { ServiceExtension } from '@crm/platform';
import httpProxy from '@fastify/http-proxy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Admissions } from '../admissions/admissions.js';
import { GatewayConfig } from '../config.js';
import { Forwarding } from './forwarding.js';

/** The door and everything behind it: each public resource is handed to the service that owns it. */
export const upstreams: ServiceExtension = {
  name: 'upstreams',
  imports: () => [],
  async attach(app: NestFastifyApplication): Promise<void> {
    const server = app.getHttpAdapter().getInstance() as FastifyInstance;
    const forwarding = new Forwarding(app);
    server.decorateRequest('authorization', undefined);
    server.addHook('onRequest', app.get(Admissions).onRequest);
    server.addHook('preClose', async () => forwarding.streams.end());
    for (const service of serviceNames) {
      // Operators reach `/v1/operations/…` of every service below its name.
      const operations = { prefix: `/v1/operations/${service}`, rewritePrefix: '/v1/operations', routes: ['/*'] };
      if (service === 'api-gateway') {
        await server.register(httpProxy, { ...forwarding.toMyself(() => server.listeningOrigin), ...operations });
        continue;
      }
      const options = forwarding.to(service, addressOf(service, app.get(GatewayConfig)));
      const resources = routes[service].flatMap((resource) => [`/v1/${resource}`, `/v1/${resource}/*`]);
      await server.register(httpProxy, { ...options, routes: resources });
      await server.register(httpProxy, {
        ...options,
        ...operations,
        config: { crm: { access: { kind: 'operator' }, streams: { types: ['*'], maxBytes: 1_048_576 } } },
      });
    }
  },
};

function addressOf(service: ServiceName, { SERVICE_URLS }: GatewayConfig): string {
  const url = SERVICE_URLS[service];
  if (url === undefined) throw new Error(`SERVICE_URLS does not say where ${service} is.`);
  return new URL(url).origin;
}
