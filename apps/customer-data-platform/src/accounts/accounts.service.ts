import type { HealthBand, HealthReason } from '@crm/events';
import { defineProblem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Account } from './account.entity.js';
import { AccountEvent } from './account-event.entity.js';

export const NoAccount = defineProblem('no-account', 404, 'The tenant has no account yet');

const timelineLength = 100;

export interface AccountView {
  tenantId: string;
  name: string | null;
  plan: string | null;
  /** Null until the tenant's health has first crossed a band. */
  health: {
    score: number;
    band: HealthBand;
    /** Strongest first. */
    reasons: HealthReason[];
    changedAt: Date;
  } | null;
  /** The newest entries, newest first. */
  timeline: { summary: string; at: Date }[];
}

/** Keeps what is known of the tenant itself. It publishes nothing: an answer to a health score would change the score. */
@Injectable()
export class AccountsService {
  constructor(private readonly transactions: Transactions) {}

  /** Changes the account, which is made when the tenant has none yet; events come in any order. */
  async learn({ manager, tenantId }: UnitOfWork, change: (account: Account) => void): Promise<void> {
    const empty = { tenantId, name: null, plan: null, healthReasons: [], healthRevision: 0 };
    await manager.createQueryBuilder().insert().into(Account).values(empty).orIgnore().execute();
    const account = await manager.findOneOrFail(Account, { where: { tenantId }, lock: { mode: 'for_no_key_update' } });
    change(account);
    await manager.save(account);
  }

  async note(manager: EntityManager, entry: Pick<AccountEvent, 'tenantId' | 'key' | 'summary' | 'at'>): Promise<void> {
    await manager.createQueryBuilder().insert().into(AccountEvent).values(entry).orIgnore().execute();
  }

  read(tenantId: string): Promise<AccountView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const account = await manager.findOneBy(Account, { tenantId });
      if (!account) throw new NoAccount('It appears as soon as the tenant has been created.');
      const events = await manager.find(AccountEvent, { order: { at: 'DESC', key: 'DESC' }, take: timelineLength });
      return {
        tenantId,
        name: account.name,
        plan: account.plan,
        health: healthOf(account),
        timeline: events.map(({ summary, at }) => ({ summary, at })),
      };
    });
  }
}

function healthOf({ healthScore, healthBand, healthReasons, healthChangedAt }: Account): AccountView['health'] {
  if (healthScore === null || healthBand === null || healthChangedAt === null) return null;
  return { score: healthScore, band: healthBand, reasons: healthReasons, changedAt: healthChangedAt };
}
