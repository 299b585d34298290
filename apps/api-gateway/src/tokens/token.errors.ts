import { defineProblem, type Problem, unauthenticated } from '@crm/platform';

const TokenStaleProblem = defineProblem('token-stale', 401, 'The token has been overtaken');
export const ForeignTenant = defineProblem('foreign-tenant', 403, 'Users act in their own tenant');
const KeysAway = defineProblem('authentication-unavailable', 503, 'Tokens cannot be checked at the moment');

/** The token was good; the client may get another with its refresh token, if its session still lives. */
export function tokenStale(reason: string): Problem {
  return new TokenStaleProblem(
    'It was issued before its holder changed. Refresh it.',
    { reason },
    { 'www-authenticate': 'Bearer error="invalid_token"' },
  );
}

/** Not 401: nothing is known against the token, so nobody should be signed out. */
export function keysAway(): Problem {
  return new KeysAway('The keys of user-auth cannot be read. Try again in a moment.', {}, { 'retry-after': '1' });
}

export function apiTokensAway(): Problem {
  return new KeysAway('user-auth cannot be asked about the token. Try again in a moment.', {}, { 'retry-after': '1' });
}

export function tokenInvalid(expired: boolean): Problem {
  return unauthenticated(expired ? 'The token has expired.' : 'The token is not valid.');
}
