import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { AccountsService } from '../accounts/accounts.service.js';
import { Clock } from '../clock/clock.js';
import { BillingConfig } from '../config.js';
import { Invoice } from '../invoices/invoice.entity.js';
import { reminderKey, reminderTimer } from '../invoices/issuing.service.js';
import type { UnitOfWork } from '../messaging.js';
import { addDays } from '../periods/calendar.js';

/** Reminds of an invoice that is due and not settled, level by level, until it is or the subscription ends. */
@OnTimer(reminderTimer)
export class RemindInvoice implements TimerHandler<'billing-worker'> {
  constructor(
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
    private readonly config: BillingConfig,
  ) {}

  async fire({ payload }: Timer, unit: UnitOfWork): Promise<void> {
    await this.accounts.locked(unit);
    const invoice = await unit.manager.findOneBy(Invoice, { id: String(payload['invoiceId']) });
    if (invoice?.dunning !== 'running') return;
    const days = this.config.REMINDER_DAYS.split(',').map(Number);
    const level = invoice.remind(days.length, this.clock.now());
    await unit.manager.save(invoice);
    const next = days[level];
    if (next === undefined || !invoice.dueAt) return;
    await unit.schedule({
      kind: reminderTimer,
      key: reminderKey(invoice.id, level + 1),
      dueAt: addDays(invoice.dueAt, next),
      payload,
    });
  }
}
