import 'reflect-metadata';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Environment, loadConfig } from '../config/load-config.js';
import type { ServiceConfig } from '../config/service-config.js';
import { Database } from '../database/database.js';
import { Health } from '../health/health.js';
import { createHttpAdapter } from '../http/http-adapter.js';
import { prepareHttp } from '../http/prepare-http.js';
import { watchSilentConnections } from '../http/silent-connections.js';
import { InternalTokens } from '../identity/internal-tokens.js';
import { readKeyRing } from '../identity/key-ring.js';
import { Log } from '../logging/log.js';
import { hostedBy, nestLogger } from '../logging/nest-logger.js';
import { Metrics } from '../metrics/metrics.js';
import { serveMetrics } from '../metrics/serve-metrics.js';
import { Tracing } from '../tracing/tracing.js';
import { entitiesOf, type ServiceDefinition } from './service-definition.js';
import { ServiceModule, type ServiceParts } from './service-module.js';

export interface RunningService {
  readonly name: string;
  /** Base URL, as in `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly log: Log;
  /** Finishes what is in progress, then lets go of everything; repeated calls wait for the same end. */
  stop(): Promise<void>;
}

/**
 * Starts a service with the variables of `env`; several may run in one process.
 * It is listening when this returns. When it throws, nothing is left running.
 */
export async function startService(service: ServiceDefinition, env: Environment): Promise<RunningService> {
  const config = loadConfig(service.config, env);
  const log = Log.create(service.name, config.LOG_LEVEL);
  const tokens = new InternalTokens(await readKeyRing(config.KEYS_DIR, service.name));
  const tracing = await Tracing.start(service.name, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const database = service.database && databaseOf(service, config);
  return hostedBy(log, async () => {
    try {
      await database?.connect();
      return await run(service, { config, log, database, tokens, tracing });
    } catch (error) {
      await letGo(database, tracing);
      throw error;
    }
  });
}

async function run(service: ServiceDefinition, parts: ServiceParts): Promise<RunningService> {
  const { config, log, database } = parts;
  const app = await NestFactory.create<NestFastifyApplication>(ServiceModule.of(service, parts), createHttpAdapter(), {
    logger: nestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  const closeSilent = watchSilentConnections(app.getHttpServer());
  let metrics: Server | undefined;
  try {
    const http = prepareHttp(app, service.name, database);
    for (const extension of service.extensions ?? []) await extension.attach?.(app, service);
    await app.init();
    http.assertComplete();
    await app.startAllMicroservices();
    if (config.METRICS_PORT) metrics = await serveMetrics(app.get(Metrics), config.HOST, config.METRICS_PORT);
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    metrics?.close();
    await app.close().catch((failure: unknown) => log.error('A part did not stop', { error: failure }));
    throw error;
  }
  const url = await app.getUrl();
  log.info('The service is listening', { url });
  let stopped: Promise<void> | undefined;
  return {
    name: service.name,
    url,
    app,
    log,
    stop() {
      stopped ??= stop(app, parts, closeSilent).finally(() => metrics?.close());
      return stopped;
    },
  };
}

/** HTTP first, so that no request meets a half-closed service; then consumers and relay (Nest's hooks); then the database. */
async function stop(
  app: NestFastifyApplication,
  { database, tracing }: ServiceParts,
  closeSilent: () => void,
): Promise<void> {
  app.get(Health).beginStop();
  await closeHttp(app, closeSilent);
  await app.close();
  await letGo(database, tracing);
}

/** Requests in progress are finished. Connections that become idle are closed, as their senders may keep them for long. */
async function closeHttp(app: NestFastifyApplication, closeSilent: () => void): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const sweep = setInterval(() => {
    server.server.closeIdleConnections();
    closeSilent();
  }, 25);
  try {
    await server.close();
  } finally {
    clearInterval(sweep);
  }
}

async function letGo(database: Database | undefined, tracing: Tracing): Promise<void> {
  await Promise.allSettled([database?.close(), tracing.stop()]);
}

function databaseOf(service: ServiceDefinition, config: ServiceConfig): Database {
  return new Database({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL,
    applicationName: service.name,
    entities: entitiesOf(service),
  });
}
