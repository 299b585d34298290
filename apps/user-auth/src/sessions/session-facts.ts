import type { Session } from './session.entity.js';

/** What the bus is told of a session: nothing that would prove the right to it. */
export function factsOfSession({ id, kind: subjectKind, subjectId, expiresAt }: Session) {
  return { id, kind: 'session', subjectId, subjectKind, expiresAt: expiresAt.toISOString() };
}
