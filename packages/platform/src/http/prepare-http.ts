import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import { Health } from '../health/health.js';
import { Gate } from '../identity/gate.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { type ServedRoute, servedRoutes } from '../openapi/served-route.js';
import { Tracing } from '../tracing/tracing.js';
import { InputPipe } from '../validation/input-pipe.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { ProblemFilter } from './problem-filter.js';
import { addRequestHooks } from './request-hooks.js';
import { addSystemRoutes } from './system-routes.js';

const hour = 3_600_000;

/** Gives an application the HTTP behaviour of all services. To be called before it initialises; returns its gate. */
export function prepareHttp(app: NestFastifyApplication, service: string, database: Database | undefined): Gate {
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  const log = app.get(Log);
  const idempotency = database && new IdempotencyKeys(database);
  const gate = app.get(Gate);

  addRequestHooks(server, {
    gate,
    health: app.get(Health),
    metrics: app.get(Metrics),
    tracing: app.get(Tracing),
    idempotency,
  });
  const routes: ServedRoute[] = [];
  server.addHook('onRoute', (route) => {
    gate.inspect(route);
    routes.push(...servedRoutes(route));
  });
  addSystemRoutes(server, app, service, routes);
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter(log, idempotency));
  if (idempotency) forgetHourly(server, idempotency, log);
  return gate;
}

function forgetHourly(server: FastifyInstance, idempotency: IdempotencyKeys, log: Log): void {
  const timer = setInterval(() => {
    idempotency.forgetOld().catch((error: unknown) => log.warn('Old idempotency keys were not deleted', { error }));
  }, hour);
  timer.unref();
  server.addHook('onClose', () => clearInterval(timer));
}
