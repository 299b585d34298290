import { defineProblem } from '@crm/platform';

export const InvalidRefreshToken = defineProblem('invalid-refresh-token', 401, 'The refresh token is not valid');
export const SessionEnded = defineProblem('session-ended', 401, 'The session has ended');
export const RefreshTokenReused = defineProblem('refresh-token-reused', 401, 'The refresh token was used before');
export const SessionNotFound = defineProblem('session-not-found', 404, 'There is no such session');
