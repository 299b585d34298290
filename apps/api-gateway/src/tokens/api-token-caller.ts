import type { ApiTokenClaims } from '@crm/events';
import type { Caller } from '@crm/platform';
import type { UserToken } from './user-claims.js';

/** A user's program. To the services it is the user, with less to be allowed. */
export interface ApiTokenCaller extends Caller {
  readonly apiTokenId: string;
}

export function isApiToken(caller: Caller): caller is ApiTokenCaller {
  return 'apiTokenId' in caller;
}

export function userTokenOfApiToken(claims: ApiTokenClaims): UserToken {
  const { tokenId: apiTokenId, subject, tenantId, role, permissions, asOf, expiresAt } = claims;
  const caller: ApiTokenCaller = Object.freeze({
    kind: 'user',
    subject,
    tenantId,
    role,
    permissions: Object.freeze(permissions),
    actor: `user:${subject}`,
    tokenExpiresAt: Date.parse(expiresAt) / 1_000,
    apiTokenId,
  });
  return { caller, issuedAtMs: Date.parse(asOf), expiresAt: Date.parse(expiresAt) / 1_000 };
}
