import { ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AccountsService, assertOpen } from '../accounts/accounts.service.js';
import { Clock } from '../clock/clock.js';
import { Transactions } from '../messaging.js';
import { catalogue } from '../plans/catalogue.js';
import { Subscription } from '../subscriptions/subscription.entity.js';
import {
  type UsageDto,
  type UsageQuery,
  type UsageRecordView,
  type UsageView,
  viewOfUsage,
} from './usage-record.dto.js';
import { UsageRecord } from './usage-record.entity.js';
import { NothingToCountFor, UsageDiffers } from './usage-record.errors.js';
import { UsageSumsService } from './usage-sums.service.js';

/** Clocks of those who report may be so far ahead of ours. */
const toleranceMs = 300_000;

@Injectable()
export class UsageRecordsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly sums: UsageSumsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts usage once per id.
   * @throws UsageDiffers when the id stands for something else, BillingClosed, NothingToCountFor
   */
  record(tenantId: string, usage: UsageDto): Promise<UsageRecordView> {
    const now = this.clock.now();
    const at = usage.at === undefined ? now : new Date(usage.at);
    if (at.getTime() > now.getTime() + toleranceMs) {
      throw new ValidationFailed([{ field: 'at', rule: 'past', message: 'at must not lie in the future' }]);
    }
    return this.transactions.inTenant(tenantId, async (unit) => {
      const { manager } = unit;
      // Many may count at once; whoever closes a period waits for them.
      const account = await this.accounts.shared(unit);
      const known = await manager.findOneBy(UsageRecord, { tenantId, id: usage.id });
      if (known) return repeated(known, usage);
      assertOpen(account);
      const subscription = await manager.findOneBy(Subscription, { tenantId });
      if (!subscription?.running) throw new NothingToCountFor('Usage is counted from the trial on.');
      const record = Object.assign(new UsageRecord(), {
        tenantId,
        id: usage.id,
        meter: usage.meter,
        quantity: usage.quantity,
        at,
        periodStart: subscription.periodAt(at).start,
        recordedAt: now,
        invoiceId: null,
      } satisfies Partial<UsageRecord>);
      const { raw } = await manager
        .createQueryBuilder()
        .insert()
        .into(UsageRecord)
        .values(record)
        .orIgnore()
        .returning('id')
        .execute();
      if ((raw as unknown[]).length > 0) return viewOfUsage(record, false);
      return repeated(await manager.findOneByOrFail(UsageRecord, { tenantId, id: usage.id }), usage);
    });
  }

  read(tenantId: string, query: UsageQuery): Promise<UsageView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const account = await this.accounts.find(manager, tenantId);
      const subscription = await manager.findOneBy(Subscription, { tenantId });
      const plan = subscription?.running ? catalogue[subscription.plan] : undefined;
      return {
        closedAt: account?.closedAt ?? null,
        current:
          subscription && plan
            ? {
                periodStart: subscription.periodStart,
                periodEnd: subscription.periodEnd,
                currency: plan.currency,
                meters: await this.sums.charges(manager, plan, subscription.periodStart),
              }
            : null,
        items: await this.sums.list(manager, query),
      };
    });
  }
}

function repeated(known: UsageRecord, usage: UsageDto): UsageRecordView {
  const same =
    known.meter === usage.meter &&
    known.quantity === usage.quantity &&
    (usage.at === undefined || known.at.getTime() === new Date(usage.at).getTime());
  if (!same) throw new UsageDiffers(`${known.quantity} ${known.meter} were counted under it.`);
  return viewOfUsage(known, true);
}
