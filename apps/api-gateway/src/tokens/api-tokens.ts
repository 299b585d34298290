import { hash } from 'node:crypto';
import { type ApiTokenClaims, apiTokenPrefix, type CommandsOf } from '@crm/events';
import { BoundedCache, CommandFailed, Commands, Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimits } from '../admissions/rate-limits.js';
import { GatewayConfig } from '../config.js';
import { userTokenOfApiToken } from './api-token-caller.js';
import { apiTokensAway, tokenInvalid } from './token.errors.js';
import { TokenCutoffs } from './token-cutoffs.js';
import type { UserToken } from './user-claims.js';

const cached = 20_000;
/** Of 16, 16 and 32 bytes. */
const form = /^[A-Za-z0-9_-]{86}$/;

const seconds = (): number => Date.now() / 1_000;

/** Asks user-auth what the API tokens of users' programs allow. */
@Injectable()
export class ApiTokens {
  private readonly known = new BoundedCache<UserToken | Promise<UserToken>>(cached);

  constructor(
    private readonly commands: Commands<CommandsOf<'api-gateway'>>,
    private readonly cutoffs: TokenCutoffs,
    private readonly limits: RateLimits,
    private readonly config: GatewayConfig,
  ) {}

  /**
   * What the token allows. One that was asked about a moment ago costs a hash, and is answered without a promise.
   * @throws Problem 401 `unauthenticated`; 429 `too-many-requests`; 503 `authentication-unavailable`
   */
  verify(token: string, request: FastifyRequest): UserToken | Promise<UserToken> {
    if (!form.test(token.slice(apiTokenPrefix.length))) throw tokenInvalid(false);
    const key = hash('sha256', token, 'base64');
    const known = this.known.get(key, seconds());
    // An overtaken one cannot be refreshed by its holder, so it is asked about again.
    if (known && (known instanceof Promise || this.cutoffs.against(known) === undefined)) return known;
    const problem = this.limits.chargeStranger(request);
    if (problem) throw problem;
    return this.find(token, key);
  }

  /** Everybody who comes with it meanwhile waits for the same answer; a refusal holds as long as a consent. */
  private find(token: string, key: string): Promise<UserToken> {
    const until = seconds() + this.config.API_TOKEN_KEPT_SECONDS;
    const asked = this.askForNewest(token);
    this.known.set(key, asked, until);
    asked.then(
      (found) => this.known.set(key, found, Math.min(until, found.expiresAt)),
      (error: unknown) => {
        if (!(error instanceof Problem && error.status === 401)) this.known.delete(key);
      },
    );
    return asked;
  }

  /** What was overtaken while it was asked for is asked for once more. */
  private async askForNewest(token: string): Promise<UserToken> {
    const found = await this.ask(token);
    return this.cutoffs.against(found) === undefined ? found : this.ask(token);
  }

  private async ask(token: string): Promise<UserToken> {
    let claims: ApiTokenClaims;
    try {
      claims = await this.commands.call('api-token', { body: { token }, tenantId: null });
    } catch (error) {
      throw error instanceof CommandFailed && error.code === 'invalid-api-token'
        ? tokenInvalid(false)
        : apiTokensAway();
    }
    return userTokenOfApiToken(claims);
  }
}
