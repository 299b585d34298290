import type { TenantPlan } from '@crm/events';
import { assertVersion } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service.js';
import type { BillingAccount } from '../accounts/billing-account.entity.js';
import { Clock } from '../clock/clock.js';
import { InvoicesService } from '../invoices/invoices.service.js';
import { IssuingService } from '../invoices/issuing.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { startOfDay } from '../periods/calendar.js';
import { part, restOf } from '../periods/prorate.js';
import { catalogue } from '../plans/catalogue.js';
import { chargeLine, creditLine } from './lines.js';
import { RenewalsService } from './renewals.service.js';
import { type SubscriptionView, viewOfSubscription, viewOfTombstone } from './subscription.dto.js';
import { Subscription } from './subscription.entity.js';
import { AlreadyActive, NoSubscription, NotRunning, PlanUnchanged } from './subscription.errors.js';

@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly renewals: RenewalsService,
    private readonly issuing: IssuingService,
    private readonly invoices: InvoicesService,
    private readonly clock: Clock,
  ) {}

  read(tenantId: string): Promise<SubscriptionView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const account = await this.accounts.find(manager, tenantId);
      const subscription = await manager.findOneBy(Subscription, { tenantId });
      if (!subscription && account?.closedAt) return viewOfTombstone(account);
      return this.view(manager, subscription, account);
    });
  }

  /** Ends the trial and charges for the first period in advance. @throws AlreadyActive, BillingClosed */
  activate(tenantId: string, plan: TenantPlan | undefined, expected: number | undefined): Promise<SubscriptionView> {
    return this.change(tenantId, expected, async (unit, account, subscription) => {
      if (!subscription.canBeActivated) throw new AlreadyActive(`It has the plan ${subscription.plan}.`);
      subscription.activate(plan ?? subscription.plan, this.clock.now());
      await this.renewals.charge(unit, account, subscription, { reason: 'First period.', lines: [] });
    });
  }

  /**
   * Changes the plan from today on. In a paid period the unused days of the old plan are credited and the rest of the
   * period is charged on the new one; in a trial nothing is charged.
   */
  changePlan(tenantId: string, plan: TenantPlan, expected: number | undefined): Promise<SubscriptionView> {
    return this.change(tenantId, expected, async (unit, account, subscription) => {
      const now = this.clock.now();
      if (!subscription.running) throw new NotRunning('Activate it first.');
      if (subscription.plan === plan) throw new PlanUnchanged();
      if (subscription.status === 'trialing') {
        subscription.changePlan(plan, undefined);
        return;
      }
      await this.renewals.catchUp(unit, account, subscription, now);
      const { bought: before, period, prepaid } = subscription;
      const today = startOfDay(now);
      const credit = part(prepaid, today);
      const charge = restOf(catalogue[plan].monthlyPrice, period, today);
      const draft = {
        reason: `Change from ${before.name} to ${catalogue[plan].name}.`,
        currency: before.currency,
        period,
        lines: [creditLine(before, credit), chargeLine(catalogue[plan], charge)],
        relatesTo: subscription.prepaidInvoiceId,
      };
      const issued = await this.issuing.issue(unit, account, draft, now);
      subscription.changePlan(plan, { from: today, amount: charge.unused });
      subscription.prepaidInvoiceId = issued.id;
    });
  }

  private change(
    tenantId: string,
    expected: number | undefined,
    work: (unit: UnitOfWork, account: BillingAccount, subscription: Subscription) => Promise<void>,
  ): Promise<SubscriptionView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const account = await this.accounts.lockedOpen(unit);
      const subscription = await unit.manager.findOneBy(Subscription, { tenantId });
      if (!subscription) throw noSubscription();
      assertVersion(subscription.version, expected);
      await work(unit, account, subscription);
      await unit.manager.save(subscription);
      return this.view(unit.manager, subscription, account);
    });
  }

  private async view(
    manager: EntityManager,
    subscription: Subscription | null,
    account: BillingAccount | null,
  ): Promise<SubscriptionView> {
    if (!subscription) throw noSubscription();
    return viewOfSubscription(subscription, account, await this.invoices.hasOverdue(manager, subscription.tenantId));
  }
}

function noSubscription(): Error {
  return new NoSubscription('It begins with the trial that the onboarding starts.');
}
