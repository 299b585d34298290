import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ServiceConfig } from '../config/service-config.js';
import { Health } from '../health/health.js';
import { Metrics } from '../metrics/metrics.js';
import { API_DESCRIPTION, type ApiDescription } from '../openapi/api-description.js';
import type { ServedRoute } from '../openapi/served-route.js';
import { SERVICE } from '../service/service-definition.js';

const open = { config: { crm: { access: { kind: 'unguarded' as const } } } };

/** What a platform asks a process: is it alive, can it work, what does it measure, what does it serve. */
export function addSystemRoutes(
  server: FastifyInstance,
  app: NestFastifyApplication,
  service: string,
  routes: readonly ServedRoute[],
): void {
  const health = app.get(Health);
  const metrics = app.get(Metrics);
  const description = app.get<ApiDescription>(API_DESCRIPTION);

  server.get('/healthz', open, () => ({ status: 'ok', service }));

  server.get('/readyz', open, async (_request, reply) => {
    const readiness = await health.readiness();
    return reply.code(readiness.status === 'ready' ? 200 : 503).send({ service, ...readiness });
  });

  if (app.get(ServiceConfig).METRICS_PORT === undefined) {
    server.get('/metrics', open, async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  }

  // The generator is large and rarely asked for, so it is loaded by the first who asks.
  let document: Promise<object> | undefined;
  server.get('/openapi.json', open, async () => {
    document ??= import('../openapi/document.js').then(({ openapiOf }) => openapiOf(app.get(SERVICE), routes));
    return description.describe(await document);
  });
}
