import type { Permission } from '@crm/events';
import { type Caller, Forbidden } from '@crm/platform';

const review: Permission = 'access:review';

/**
 * Everybody may learn what they may do themselves, and why not; of others only reviewers may.
 * @throws Forbidden
 */
export function assertMayReview(caller: Caller, subjectId: string): void {
  if (caller.kind === 'operator' || caller.subject === subjectId || caller.permissions.includes(review)) return;
  throw new Forbidden(`The permission ${review} is needed to ask about others.`);
}
