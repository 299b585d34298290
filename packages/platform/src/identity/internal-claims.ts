import type { JWTPayload } from 'jose';
import type { Caller, CallerKind } from './caller.js';

/** The only service that may speak for people. */
const gateway = 'api-gateway';

const kinds: ReadonlySet<unknown> = new Set<CallerKind>(['user', 'operator', 'anonymous', 'service']);

export function claimsOf(caller: Caller): JWTPayload {
  return {
    sub: caller.subject,
    kind: caller.kind,
    act: caller.actor,
    ...(caller.tenantId === null ? {} : { tid: caller.tenantId }),
    ...(caller.role === null ? {} : { role: caller.role }),
    ...(caller.permissions.length === 0 ? {} : { perms: caller.permissions }),
    ...(caller.sessionId === undefined ? {} : { sid: caller.sessionId }),
    ...(caller.tokenExpiresAt === undefined ? {} : { pexp: caller.tokenExpiresAt }),
  };
}

/**
 * The caller that verified claims of `issuer` stand for. A service speaks only for itself, the gateway only for people.
 * @throws Error that says what is wrong with them
 */
export function callerOf(claims: JWTPayload, issuer: string): Caller {
  const { sub, kind, act, tid, role, perms, sid, pexp } = claims;
  if (typeof sub !== 'string' || typeof act !== 'string' || !kinds.has(kind))
    throw new Error('The claims are not complete.');
  if (kind === 'service' ? sub !== issuer : issuer !== gateway)
    throw new Error(`${issuer} may not speak for a ${kind}.`);
  return Object.freeze({
    kind: kind as CallerKind,
    subject: sub,
    actor: act,
    tenantId: typeof tid === 'string' ? tid : null,
    role: typeof role === 'string' ? role : null,
    permissions: Object.freeze(Array.isArray(perms) ? perms.filter((item) => typeof item === 'string') : []),
    ...(typeof sid === 'string' ? { sessionId: sid } : {}),
    ...(typeof pexp === 'number' ? { tokenExpiresAt: pexp } : {}),
    ...(kind === 'service' ? { service: issuer } : {}),
  });
}
