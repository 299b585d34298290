import { currentContext, withContext } from '@crm/platform';

/**
 * Runs `work` in the name of `actor`: of people who have proved a moment ago who they are, or of `anonymous` where that
 * has failed, whatever token came along. The request's Idempotency-Key goes with it.
 */
export function actingAs<T>(actor: string, work: () => T): T {
  const context = currentContext();
  return context ? withContext({ ...context, actor }, work) : work();
}
