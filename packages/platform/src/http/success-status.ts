import type { FastifyRequest } from 'fastify';

/** Nest keeps `@HttpCode` under this name. */
const httpCode = '__httpCode__';

/** The status a route answers with when nothing goes wrong. */
export function successStatusOf(request: FastifyRequest): number {
  const operation = request.routeOptions.config.crm?.operation;
  const declared: unknown = operation === undefined ? undefined : Reflect.getMetadata(httpCode, operation);
  return typeof declared === 'number' ? declared : request.method === 'POST' ? 201 : 200;
}
