import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingIdempotency } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import { IdempotencyKeyReused, ValidationFailed } from './standard-problems.js';
import { successStatusOf } from './success-status.js';

interface Kept {
  readonly request_hash: string;
  readonly response: unknown;
}

const keepFor = '24 hours';
const visibleAscii = /^[\x21-\x7e]{1,255}$/;

/**
 * Makes a repeated POST with one `Idempotency-Key` have one effect: its first transaction keeps its outcome, which every
 * repetition within 24 hours is answered with.
 */
export class IdempotencyKeys {
  constructor(private readonly database: Database) {}

  /** Answers from an earlier outcome and returns true, or leaves the key for the request's first transaction. */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const pending = pendingOf(request);
    if (request.work) request.work.idempotency = pending;
    const kept = await this.find(pending);
    if (!kept) return false;
    this.answer(kept, pending, request, reply);
    return true;
  }

  /**
   * After a failure: answers from the outcome of the same request if that was committed meanwhile, and returns true.
   * Of two at once the later one fails, on the key or on whatever the earlier one has made by then.
   */
  async answerFromTwin(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const pending = request.work?.idempotency;
    const kept = pending && (await this.find(pending));
    if (!kept || kept.request_hash !== pending.requestHash) return false;
    this.answer(kept, pending, request, reply);
    return true;
  }

  /** Forgets keys older than a day. */
  async forgetOld(): Promise<void> {
    await this.database.pool.query('DELETE FROM idempotency_keys WHERE created_at < now() - $1::interval', [keepFor]);
  }

  private async find(pending: PendingIdempotency): Promise<Kept | undefined> {
    const { rows } = await this.database.pool.query<Kept>(
      `SELECT request_hash, response FROM idempotency_keys
       WHERE scope = $1 AND key = $2 AND created_at > now() - $3::interval`,
      [pending.scope, pending.key, keepFor],
    );
    return rows[0];
  }

  private answer(kept: Kept, pending: PendingIdempotency, request: FastifyRequest, reply: FastifyReply): void {
    if (kept.request_hash !== pending.requestHash) {
      throw new IdempotencyKeyReused('Use a new Idempotency-Key for another request.');
    }
    reply.code(successStatusOf(request)).header('idempotency-replayed', 'true');
    void reply.send(kept.response ?? undefined);
  }
}

function pendingOf(request: FastifyRequest): PendingIdempotency {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !visibleAscii.test(key)) {
    throw new ValidationFailed([
      {
        field: 'Idempotency-Key',
        rule: 'idempotencyKey',
        message: 'Idempotency-Key must be 1 to 255 visible ASCII characters',
      },
    ]);
  }
  const scope = `${request.caller?.tenantId ?? '-'}:${request.caller?.subject ?? 'anonymous'}`;
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`);
  if (request.bodyBytes) hash.update(request.bodyBytes);
  return { scope, key, requestHash: hash.digest('base64url') };
}
