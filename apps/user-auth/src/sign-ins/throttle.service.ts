import { createHash } from 'node:crypto';
import { TooManyRequests } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { SignInFailure } from './sign-in-failure.entity.js';

/** So many tries are free; each further one doubles the wait from one second on. */
const freeTries = 5;
const longestWaitSeconds = 300;
const forgottenAfter = '1 day';

const hashOf = (email: string): Buffer => createHash('sha256').update(email).digest();

/** Slows down who guesses passwords, per address and across replicas and restarts. */
@Injectable()
export class ThrottleService {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Counts a try as failed before it is made, so that many at once do not slip through; `forgive` takes it back.
   * @throws 429 `too-many-requests` with Retry-After
   */
  async admit(email: string): Promise<void> {
    const wait = await this.transactions.outsideTenants(async (manager): Promise<number> => {
      const admitted = await manager.query<object[]>(
        `INSERT INTO sign_in_failure AS f (address_hash, failures, blocked_until, last_at) VALUES ($1, 1, now(), now())
         ON CONFLICT (address_hash) DO UPDATE SET
           failures = CASE WHEN f.last_at < now() - $2::interval THEN 1 ELSE f.failures + 1 END,
           blocked_until = CASE WHEN f.failures < $3 OR f.last_at < now() - $2::interval THEN now()
             ELSE now() + make_interval(secs => least($4, 2 ^ least(f.failures - $3, 20))) END,
           last_at = now()
         WHERE f.blocked_until <= now()
         RETURNING 1`,
        [hashOf(email), forgottenAfter, freeTries, longestWaitSeconds],
      );
      if (admitted.length > 0) return 0;
      const row = await manager.findOneBy(SignInFailure, { addressHash: hashOf(email) });
      return Math.max(1, Math.ceil(((row?.blockedUntil.getTime() ?? 0) - Date.now()) / 1_000));
    });
    if (wait === 0) return;
    throw new TooManyRequests(
      `Too many tries with this address. Try again in ${wait} s.`,
      {},
      {
        'retry-after': String(wait),
      },
    );
  }

  /** After a success; also drops a few addresses that nobody has tried for long. */
  async forgive(email: string): Promise<void> {
    await this.transactions.outsideTenants(async (manager) => {
      await manager.delete(SignInFailure, { addressHash: hashOf(email) });
      await manager.query(
        `DELETE FROM sign_in_failure WHERE address_hash IN (
           SELECT address_hash FROM sign_in_failure WHERE last_at < now() - $1::interval LIMIT 100 FOR UPDATE SKIP LOCKED)`,
        [forgottenAfter],
      );
    });
  }
}
