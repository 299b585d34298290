import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { TenantRequired } from '../http/standard-problems.js';
import type { Caller } from './caller.js';

const callerOfRequest = (host: ExecutionContext): Caller => {
  const { caller } = host.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('An unguarded route has no caller.');
  return caller;
};

/** The proved caller of the request. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, host: ExecutionContext): Caller => callerOfRequest(host),
);

/** The tenant the request is made for; 403 `tenant-required` when the caller has none. */
export const TenantId = createParamDecorator((_: unknown, host: ExecutionContext): string => {
  const { tenantId } = callerOfRequest(host);
  if (tenantId === null) throw new TenantRequired('Operators name the tenant in the header x-tenant-id.');
  return tenantId;
});
