import type { FastifyRequest } from 'fastify';
import type { Authenticator } from './authenticator.js';
import { bearerToken, unauthenticated } from './bearer.js';
import type { Caller } from './caller.js';
import type { InternalTokens } from './internal-tokens.js';

/** Every service but the gateway knows its callers by internal tokens alone. */
export class InternalAuthenticator implements Authenticator {
  constructor(private readonly tokens: InternalTokens) {}

  authenticate(request: FastifyRequest): Caller | Promise<Caller> {
    const token = bearerToken(request.headers.authorization);
    if (token === undefined) throw unauthenticated('An internal token is needed.');
    return this.tokens.verify(token);
  }
}
