import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { BillingClosed } from './account.errors.js';
import { BillingAccount } from './billing-account.entity.js';

@Injectable()
export class AccountsService {
  /** The tenant's account, made if need be and locked until the end of the transaction. */
  async locked({ manager, tenantId }: UnitOfWork): Promise<BillingAccount> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(BillingAccount)
      .values({ tenantId, lastNumber: 0, closedAt: null, closedReason: null })
      .orIgnore()
      .execute();
    return manager.findOneOrFail(BillingAccount, { where: { tenantId }, lock: { mode: 'for_no_key_update' } });
  }

  /** As `locked`. @throws BillingClosed */
  async lockedOpen(unit: UnitOfWork): Promise<BillingAccount> {
    const account = await this.locked(unit);
    assertOpen(account);
    return account;
  }

  /** Keeps the account from being changed without keeping others from doing the same. */
  async shared({ manager, tenantId }: UnitOfWork): Promise<BillingAccount | null> {
    return manager.findOne(BillingAccount, { where: { tenantId }, lock: { mode: 'pessimistic_read' } });
  }

  find(manager: EntityManager, tenantId: string): Promise<BillingAccount | null> {
    return manager.findOneBy(BillingAccount, { tenantId });
  }
}

/** @throws BillingClosed */
export function assertOpen(account: BillingAccount | null): void {
  if (account?.closedAt) throw new BillingClosed(account.closedReason ?? undefined, { closedAt: account.closedAt });
}
