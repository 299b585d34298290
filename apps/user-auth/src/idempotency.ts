import { currentContext } from '@crm/platform';

/**
 * Keeps the request's Idempotency-Key away from the transactions that follow, until the returned function gives it
 * back: a request of several transactions is answered by its last one. Where it is never given back nothing is kept,
 * as is right for answers that carry secrets.
 */
export function withholdIdempotency(): () => void {
  const context = currentContext();
  const pending = context?.idempotency;
  if (context) context.idempotency = undefined;
  return () => {
    if (context) context.idempotency = pending;
  };
}
