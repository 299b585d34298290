import { ValidationFailed } from '@crm/platform';

const dayMs = 86_400_000;
const usualDays = 90;
const longestDays = 366;

/**
 * When a token that is made now expires.
 * @throws ValidationFailed for a moment that has passed, or is too far ahead
 */
export function expiryOf(asked: string | undefined, now = Date.now()): Date {
  if (asked === undefined) return new Date(now + usualDays * dayMs);
  const expiresAt = new Date(asked);
  const ahead = expiresAt.getTime() - now;
  if (ahead > 0 && ahead <= longestDays * dayMs) return expiresAt;
  const message = `expiresAt must lie in the future, at most ${longestDays} days ahead`;
  throw new ValidationFailed([{ field: 'expiresAt', rule: 'lifetime', message }]);
}
