import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { AccountsService } from '../accounts/accounts.service.js';
import { Clock } from '../clock/clock.js';
import type { UnitOfWork } from '../messaging.js';
import { RenewalsService, renewalTimer } from './renewals.service.js';
import { Subscription } from './subscription.entity.js';

/** A paid period has ended: the next one begins, and what was used is charged. */
@OnTimer(renewalTimer)
export class RenewPeriod implements TimerHandler<'billing-worker'> {
  constructor(
    private readonly accounts: AccountsService,
    private readonly renewals: RenewalsService,
    private readonly clock: Clock,
  ) {}

  async fire({ dueAt, tenantId }: Timer, unit: UnitOfWork): Promise<void> {
    const account = await this.accounts.locked(unit);
    const subscription = await unit.manager.findOneBy(Subscription, { tenantId });
    if (!subscription) return;
    // The database's clock has said that it is due, even if ours is behind.
    const now = this.clock.now();
    await this.renewals.catchUp(unit, account, subscription, dueAt > now ? dueAt : now);
  }
}
