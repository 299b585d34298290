import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ValidationFailed } from './standard-problems.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** A UUID from the path: `@Id()` reads `:id`, `@Id('contactId')` another one. 400 `validation-failed` for anything else. */
export const Id = createParamDecorator((name: string | undefined, host: ExecutionContext): string => {
  const field = name ?? 'id';
  const value = (host.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>)[field];
  if (!isUuid(value)) throw new ValidationFailed([{ field, rule: 'isUuid', message: `${field} must be a UUID` }]);
  return value.toLowerCase();
});
