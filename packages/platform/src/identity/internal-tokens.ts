import { hash } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { unauthenticated } from './bearer.js';
import { BoundedCache } from './bounded-cache.js';
import type { Caller } from './caller.js';
import { callerOf, claimsOf } from './internal-claims.js';
import type { KeyRing } from './key-ring.js';

const lifetime = 60;
/** A cached token is handed out only while it lives this much longer, so that it does not expire on its way. */
const margin = 30;
const skew = 5;
const cached = 10_000;

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Tokens between services (injectable): Ed25519-signed by the sender, for one receiver, valid for 60 seconds. */
export class InternalTokens {
  private readonly minted = new BoundedCache<Promise<string>>(cached);
  private readonly verified = new BoundedCache<Caller>(cached);
  private readonly identities = new WeakMap<Caller, string>();

  constructor(private readonly keys: KeyRing) {}

  /** A token that says to `callee` who `caller` is; reused while it lives for the same callee and identity. */
  mint(callee: string, caller: Caller): Promise<string> {
    const now = seconds();
    const key = `${callee}\n${this.identityOf(caller)}`;
    const known = this.minted.get(key, now);
    if (known) return known;
    const token = this.sign(callee, caller, now);
    this.minted.set(key, token, now + lifetime - margin);
    token.catch(() => this.minted.delete(key));
    return token;
  }

  /**
   * The caller a token stands for. A token that was verified before costs a hash and is answered without a promise.
   * @throws Problem 401 `unauthenticated` when it is not valid for this service now
   */
  verify(token: string): Caller | Promise<Caller> {
    const key = hash('sha256', token, 'base64');
    return this.verified.get(key, seconds()) ?? this.check(token, key);
  }

  private async check(token: string, key: string): Promise<Caller> {
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        ({ kid }) => {
          const trusted = kid === undefined ? undefined : this.keys.trusted.get(kid);
          if (!trusted) throw new errors.JWSInvalid('The key is not trusted.');
          return trusted;
        },
        {
          algorithms: ['EdDSA'],
          audience: this.keys.service,
          clockTolerance: skew,
          maxTokenAge: lifetime,
          requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
        },
      );
      if (payload.iss !== protectedHeader.kid) throw new Error('The token is signed by another service than it names.');
      const caller = callerOf(payload, payload.iss as string);
      this.verified.set(key, caller, payload.exp as number);
      return caller;
    } catch (error) {
      throw unauthenticated(
        error instanceof errors.JWTExpired
          ? 'The internal token has expired.'
          : 'The internal token is not valid here.',
      );
    }
  }

  private sign(callee: string, caller: Caller, now: number): Promise<string> {
    return new SignJWT(claimsOf(caller))
      .setProtectedHeader({ alg: 'EdDSA', kid: this.keys.service, typ: 'JWT' })
      .setIssuer(this.keys.service)
      .setAudience(callee)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(this.keys.signing);
  }

  private identityOf(caller: Caller): string {
    let identity = this.identities.get(caller);
    if (identity === undefined) {
      identity = JSON.stringify(claimsOf(caller));
      this.identities.set(caller, identity);
    }
    return identity;
  }
}
