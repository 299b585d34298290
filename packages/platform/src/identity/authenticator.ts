import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/**
 * Tells who sends a request. Throws a Problem (401 `unauthenticated`, or another reason to refuse) when that cannot be
 * proved. Runs before the body is read. Answer without a promise where nothing has to be waited for.
 */
export interface Authenticator {
  authenticate(request: FastifyRequest): Caller | Promise<Caller>;
}

export const AUTHENTICATOR = Symbol('the authenticator of the service');
