import type { Caller } from '@crm/platform';
import { isUuid } from '@crm/platform';
import type { JWTPayload } from 'jose';

/** A verified token, as far as requests need it. */
export interface UserToken {
  /** For an operator, without a tenant. */
  readonly caller: Caller;
  readonly issuedAtMs: number;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * What verified claims say. `iatms` tells tokens apart that were issued in the same second as a cutoff; without it the
 * token counts as issued at the beginning of its second.
 * @throws Error when they are not complete
 */
export function userTokenOf(claims: JWTPayload): UserToken {
  const { sub, kind, tid, role, perms, sid, iat, iatms, exp } = claims;
  if (!sub || iat === undefined || exp === undefined) throw new Error('The claims are not complete.');
  if (kind !== 'user' && kind !== 'operator') throw new Error('The token is neither of a user nor of an operator.');
  if (kind === 'user' && !isUuid(tid)) throw new Error('The token of a user names no tenant.');
  const caller: Caller = Object.freeze({
    kind,
    subject: sub,
    tenantId: kind === 'user' && typeof tid === 'string' ? tid.toLowerCase() : null,
    role: typeof role === 'string' ? role : null,
    permissions: Object.freeze(Array.isArray(perms) ? perms.filter((item) => typeof item === 'string') : []),
    ...(typeof sid === 'string' ? { sessionId: sid } : {}),
    tokenExpiresAt: exp,
    actor: `${kind}:${sub}`,
  });
  return { caller, issuedAtMs: typeof iatms === 'number' ? iatms : iat * 1_000, expiresAt: exp };
}
