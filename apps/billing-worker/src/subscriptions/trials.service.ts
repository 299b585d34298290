import type { CommandsOf, TenantPlan } from '@crm/events';
import type { CommandOutputOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { Clock } from '../clock/clock.js';
import { BillingConfig } from '../config.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { Subscription } from './subscription.entity.js';
import { NotTrialing, TrialUsed } from './subscription.errors.js';

export const trialTimer = 'end-trial';

export type StartedTrial = CommandOutputOf<CommandsOf<'onboarding-orchestrator'>['start-trial']>;

@Injectable()
export class TrialsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
    private readonly config: BillingConfig,
  ) {}

  /**
   * Opens the tenant's one trial; asked again, answers the subscription that there is.
   * @throws BillingClosed when the tenant was closed before, TrialUsed when the trial was cancelled
   */
  start(tenantId: string, plan: TenantPlan): Promise<StartedTrial> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.accounts.lockedOpen(unit);
      const known = await unit.manager.findOneBy(Subscription, { tenantId });
      if (known?.endReason === 'trial-cancelled')
        throw new TrialUsed('A tenant has one trial; it can still be activated.');
      const subscription = known ?? (await this.open(unit, plan));
      return { subscriptionId: subscription.id, endsAt: subscription.trialEndsAt.toISOString() };
    });
  }

  /** Ends a trial before its time; one that has ended, or never began, is no error. @throws NotTrialing once it is paid for */
  cancel(tenantId: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.accounts.locked(unit);
      const subscription = await unit.manager.findOneBy(Subscription, { tenantId });
      if (!subscription?.running) return;
      if (subscription.status !== 'trialing') throw new NotTrialing('It has been activated.');
      subscription.end(this.clock.now(), 'trial-cancelled');
      await unit.manager.save(subscription);
    });
  }

  /** The time of a trial is over: unless it was activated, the subscription ends. */
  async expire(unit: UnitOfWork): Promise<void> {
    await this.accounts.locked(unit);
    const subscription = await unit.manager.findOneBy(Subscription, { tenantId: unit.tenantId });
    if (subscription?.status !== 'trialing') return;
    subscription.end(subscription.trialEndsAt, 'trial-expired');
    await unit.manager.save(subscription);
  }

  private async open(unit: UnitOfWork, plan: TenantPlan): Promise<Subscription> {
    const subscription = Subscription.trial(unit.tenantId, plan, this.clock.now(), this.config.TRIAL_DAYS);
    await unit.manager.save(subscription);
    await unit.schedule({ kind: trialTimer, key: subscription.id, dueAt: subscription.trialEndsAt });
    return subscription;
  }
}
