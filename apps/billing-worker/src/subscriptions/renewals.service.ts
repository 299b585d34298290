import { Injectable } from '@nestjs/common';
import type { BillingAccount } from '../accounts/billing-account.entity.js';
import { Clock } from '../clock/clock.js';
import { IssuingService } from '../invoices/issuing.service.js';
import type { UnitOfWork } from '../messaging.js';
import { isoDay } from '../periods/calendar.js';
import { UsageSumsService } from '../usage-records/usage-sums.service.js';
import { advanceLine, datesOf, usageLines } from './lines.js';
import type { Subscription } from './subscription.entity.js';

export const renewalTimer = 'renew-period';

/** Takes subscriptions from one paid period to the next. Whoever calls it holds the lock of the account. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly issuing: IssuingService,
    private readonly sums: UsageSumsService,
    private readonly clock: Clock,
  ) {}

  /** Renews as often as periods have ended until `until`: one invoice for each, however late it is. */
  async catchUp(unit: UnitOfWork, account: BillingAccount, subscription: Subscription, until: Date): Promise<void> {
    while (subscription.status === 'active' && subscription.periodEnd <= until) {
      await this.renew(unit, account, subscription);
    }
  }

  /** Charges for the period that has just been entered, in advance, and sees to the next renewal. */
  async charge(
    unit: UnitOfWork,
    account: BillingAccount,
    subscription: Subscription,
    ended: { reason: string; lines: ReturnType<typeof usageLines> },
  ): Promise<string> {
    const { bought, period } = subscription;
    const draft = {
      reason: ended.reason,
      currency: bought.currency,
      period,
      lines: [advanceLine(bought, period), ...ended.lines],
    };
    const invoice = await this.issuing.issue(unit, account, draft, this.clock.now());
    subscription.prepaidInvoiceId = invoice.id;
    // One timer for each period: it is never set anew, so nobody waits for one that is at work.
    const key = `${subscription.id}.${isoDay(period.start)}`;
    await unit.schedule({ kind: renewalTimer, key, dueAt: period.end });
    return invoice.id;
  }

  private async renew(unit: UnitOfWork, account: BillingAccount, subscription: Subscription): Promise<void> {
    const { bought, period: ended } = subscription;
    const charges = await this.sums.charges(unit.manager, bought, ended.start);
    const used = charges.filter(({ quantity }) => quantity > 0);
    subscription.renew();
    const invoiceId = await this.charge(unit, account, subscription, {
      reason: `Renewal for ${datesOf(subscription.period)}.`,
      lines: usageLines(used, ended),
    });
    await this.sums.markInvoiced(unit.manager, ended.start, invoiceId);
    await unit.manager.save(subscription);
  }
}
