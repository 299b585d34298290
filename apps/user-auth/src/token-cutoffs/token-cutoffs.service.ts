import type { TokenCutoff as Cutoff } from '@crm/events';
import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../messaging.js';
import { accessTokenSeconds } from '../tokens/token-lifetimes.js';
import { TokenCutoff } from './token-cutoff.entity.js';

/** A transaction may commit this much after it wrote its cutoff; a reader that polls goes back as far. */
const latestCommitSeconds = 60;
/** No token that was issued before it is alive any more, whatever the clocks. */
const keptSeconds = accessTokenSeconds + 2 * latestCommitSeconds;

export interface CutoffsView {
  cutoffs: Cutoff[];
  asOf: string;
}

/** Says which access tokens are not good any more although they have not expired. */
@Injectable()
export class TokenCutoffsService {
  constructor(private readonly transactions: Transactions) {}

  /** Call it after the rows that the tokens' claims come from are locked: a token with older claims is older than now. */
  async add(
    manager: EntityManager,
    tenantId: string,
    scope: Cutoff['scope'],
    ids: readonly string[],
    reason: Cutoff['reason'],
  ): Promise<Date> {
    const notBefore = new Date();
    const rows = ids.map((subjectId) => ({ id: newId(), scope, subjectId, tenantId, notBefore, reason }));
    if (rows.length > 0) await manager.insert(TokenCutoff, rows);
    await manager.query('DELETE FROM token_cutoff WHERE created_at < now() - make_interval(secs => $1)', [keptSeconds]);
    return notBefore;
  }

  /**
   * The cutoffs that were added since `asOf` of an earlier answer, or all that still matter. Some may be answered twice;
   * none is ever left out.
   */
  since(asOf: Date | undefined): Promise<CutoffsView> {
    return this.transactions.outsideTenants(async (manager) => {
      const [{ now }] = await manager.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
      const all = now.getTime() - keptSeconds * 1_000;
      const known = asOf && Number.isFinite(asOf.getTime()) ? asOf.getTime() - latestCommitSeconds * 1_000 : all;
      const after = new Date(Math.max(all, known));
      const rows = await manager
        .createQueryBuilder(TokenCutoff, 'cutoff')
        .where('cutoff.created_at >= :after', { after })
        .orderBy('cutoff.id')
        .getMany();
      return { cutoffs: rows.map(viewOf), asOf: now.toISOString() };
    });
  }
}

function viewOf({ scope, subjectId, tenantId, notBefore, reason }: TokenCutoff): Cutoff {
  return { scope, id: subjectId, tenantId, notBefore: notBefore.toISOString(), reason };
}
