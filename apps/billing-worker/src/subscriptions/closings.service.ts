import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { BillingAccount } from '../accounts/billing-account.entity.js';
import { Clock } from '../clock/clock.js';
import { IssuingService } from '../invoices/issuing.service.js';
import type { UnitOfWork } from '../messaging.js';
import { firstUnusedDay, part } from '../periods/prorate.js';
import { UsageSumsService } from '../usage-records/usage-sums.service.js';
import { unusedLine, usageLines } from './lines.js';
import { RenewalsService } from './renewals.service.js';
import { Subscription } from './subscription.entity.js';

/** Ends the billing of tenants that are closed for good. */
@Injectable()
export class ClosingsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly renewals: RenewalsService,
    private readonly issuing: IssuingService,
    private readonly sums: UsageSumsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the account once and for all: usage is closed, the subscription ended, what was used is charged, what was
   * paid too much is credited, and nothing is reminded of any more. Without a subscription the closed account is a
   * tombstone: none can begin.
   */
  async close(unit: UnitOfWork, at: Date, reason: string): Promise<void> {
    const account = await this.accounts.locked(unit);
    if (!account.close(at, reason)) return;
    const subscription = await unit.manager.findOneBy(Subscription, { tenantId: unit.tenantId });
    if (subscription) await this.renewals.catchUp(unit, account, subscription, at);
    if (subscription?.status === 'active') await this.settle(unit, account, subscription, at);
    if (subscription?.running) {
      subscription.end(at, 'tenant-deactivated');
      await unit.manager.save(subscription);
    }
    await this.issuing.stopDunning(unit);
    await unit.manager.save(account);
  }

  /** The day of the end counts as used. */
  private async settle(unit: UnitOfWork, account: BillingAccount, ending: Subscription, at: Date): Promise<void> {
    const { bought, period, prepaid } = ending;
    const { currency } = bought;
    const now = this.clock.now();
    const charges = await this.sums.charges(unit.manager, bought, period.start);
    const usage = { reason: 'Final invoice.', currency, period, lines: usageLines(charges, period), final: true };
    const invoice = await this.issuing.issue(unit, account, usage, now);
    await this.sums.markInvoiced(unit.manager, period.start, invoice.id);
    const parting = part(prepaid, firstUnusedDay(at));
    if (parting.unused === 0) return;
    const relatesTo = ending.prepaidInvoiceId;
    const lines = [unusedLine(bought, parting)];
    await this.issuing.issue(
      unit,
      account,
      { reason: 'Unused prepaid days.', currency, period, lines, relatesTo },
      now,
    );
  }
}
