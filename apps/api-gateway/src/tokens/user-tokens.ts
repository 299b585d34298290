import { hash } from 'node:crypto';
import { BoundedCache, Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify } from 'jose';
import { GatewayConfig } from '../config.js';
import { tokenInvalid } from './token.errors.js';
import { type UserToken, userTokenOf } from './user-claims.js';
import { UserKeys } from './user-keys.js';

/** Seconds that our clock and user-auth's may differ. */
const skew = 5;
const cached = 20_000;

/** Checks the access tokens that user-auth issues. */
@Injectable()
export class UserTokens {
  private readonly verified = new BoundedCache<UserToken>(cached);

  constructor(
    private readonly keys: UserKeys,
    private readonly config: GatewayConfig,
  ) {}

  /**
   * What the token says. One that was verified before costs a hash, and is answered without a promise.
   * @throws Problem 401 `unauthenticated`; 503 `authentication-unavailable`
   */
  verify(token: string): UserToken | Promise<UserToken> {
    const key = hash('sha256', token, 'base64');
    return this.verified.get(key, Date.now() / 1_000) ?? this.check(token, key);
  }

  private async check(token: string, key: string): Promise<UserToken> {
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid }) => {
          const known = kid === undefined ? undefined : await this.keys.find(kid);
          if (!known) throw new errors.JWSInvalid('The key is not known.');
          return known;
        },
        {
          // The algorithm is ours to choose and never the token's.
          algorithms: ['EdDSA'],
          issuer: 'crm/user-auth',
          audience: 'crm',
          clockTolerance: skew,
          maxTokenAge: this.config.TOKEN_LIFE_SECONDS,
          requiredClaims: ['sub', 'iat', 'exp', 'kind'],
        },
      );
      const verified = userTokenOf(payload);
      this.verified.set(key, verified, verified.expiresAt);
      return verified;
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw tokenInvalid(error instanceof errors.JWTExpired);
    }
  }
}
