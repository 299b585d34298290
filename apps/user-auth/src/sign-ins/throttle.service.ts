import { TooManyRequests } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../messaging.js';
import { addressHash } from './address-hash.js';
import { LoginFailuresService } from './login-failures.service.js';
import { SignInFailure } from './sign-in-failure.entity.js';

/** So many tries are free; each further one doubles the wait from one second on. */
const freeTries = 5;
const longestWaitSeconds = 300;
const forgottenAfter = '1 day';
/** However often tries are refused, it is told once in so long. */
const tellingPause = '1 minute';

/** Slows down who guesses passwords, per address and across replicas and restarts. */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly failures: LoginFailuresService,
  ) {}

  /**
   * Counts a try as failed before it is made, so that many at once do not slip through; `forgive` takes it back.
   * @throws 429 `too-many-requests` with Retry-After
   */
  async admit(email: string): Promise<void> {
    const refused = await this.transactions.outsideTenants(async (manager) => {
      const admitted = await manager.query<object[]>(
        `INSERT INTO sign_in_failure AS f (address_hash, failures, blocked_until, last_at) VALUES ($1, 1, now(), now())
         ON CONFLICT (address_hash) DO UPDATE SET
           failures = CASE WHEN f.last_at < now() - $2::interval THEN 1 ELSE f.failures + 1 END,
           blocked_until = CASE WHEN f.failures < $3 OR f.last_at < now() - $2::interval THEN now()
             ELSE now() + make_interval(secs => least($4, 2 ^ least(f.failures - $3, 20))) END,
           last_at = now()
         WHERE f.blocked_until <= now()
         RETURNING 1`,
        [addressHash(email), forgottenAfter, freeTries, longestWaitSeconds],
      );
      if (admitted.length > 0) return undefined;
      const row = await manager.findOneBy(SignInFailure, { addressHash: addressHash(email) });
      const wait = Math.max(1, Math.ceil(((row?.blockedUntil.getTime() ?? 0) - Date.now()) / 1_000));
      return { wait, untold: await noteTelling(manager, email) };
    });
    if (!refused) return;
    if (refused.untold) await this.failures.tell(email, 'too-many-attempts');
    throw new TooManyRequests(
      `Too many tries with this address. Try again in ${refused.wait} s.`,
      {},
      {
        'retry-after': String(refused.wait),
      },
    );
  }

  /** After a success; also drops a few addresses that nobody has tried for long. */
  async forgive(email: string): Promise<void> {
    await this.transactions.outsideTenants(async (manager) => {
      await manager.delete(SignInFailure, { addressHash: addressHash(email) });
      await manager.query(
        `DELETE FROM sign_in_failure WHERE address_hash IN (
           SELECT address_hash FROM sign_in_failure WHERE last_at < now() - $1::interval LIMIT 100 FOR UPDATE SKIP LOCKED)`,
        [forgottenAfter],
      );
    });
  }
}

/** Whether a refusal is to be told, once among all that come at one time. */
async function noteTelling(manager: EntityManager, email: string): Promise<boolean> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(SignInFailure)
    .set({ toldAt: () => 'now()' })
    .where('address_hash = :hash', { hash: addressHash(email) })
    .andWhere('(told_at IS NULL OR told_at < now() - :pause::interval)', { pause: tellingPause })
    .execute();
  return affected === 1;
}
