import type { ApiToken } from './api-token.entity.js';

/** What the bus is told of an API token: nothing that would prove the right to it. */
export function factsOfApiToken({ id, userId: subjectId, name, scopes, expiresAt }: ApiToken) {
  return { id, kind: 'api-token', subjectId, name, scopes, expiresAt: expiresAt.toISOString() };
}
