import { currentContext } from '../context/request-context.js';
import type { Transaction } from './transaction.js';

/**
 * Keeps the outcome of a request that carries an Idempotency-Key in the request's own first transaction, so that a
 * repeated request is answered from here even if the first answer was lost after the commit.
 */
export async function recordIdempotentOutcome(tx: Transaction, outcome: unknown): Promise<void> {
  const context = currentContext();
  const pending = context?.idempotency;
  if (!context || !pending) return;
  await tx.manager.query(`INSERT INTO idempotency_keys (scope, key, request_hash, response) VALUES ($1, $2, $3, $4)`, [
    pending.scope,
    pending.key,
    pending.requestHash,
    JSON.stringify(outcome ?? null),
  ]);
  tx.afterCommit(() => {
    context.idempotency = undefined;
  });
}
