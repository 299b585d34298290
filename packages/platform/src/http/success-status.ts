import type { FastifyRequest } from 'fastify';
import type { Operation } from '../identity/route-rules.js';

/** Nest keeps `@HttpCode` under this name. */
const httpCode = '__httpCode__';

/** The status a route answers with when nothing goes wrong. */
export function successStatusOf(request: FastifyRequest): number {
  return declaredStatus(request.route.crm?.operation, request.method);
}

export function declaredStatus(operation: Operation | undefined, method: string): number {
  const declared: unknown = operation && Reflect.getMetadata(httpCode, operation.handler);
  return typeof declared === 'number' ? declared : method === 'POST' ? 201 : 200;
}
