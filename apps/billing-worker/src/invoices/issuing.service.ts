import { currentContext, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { BillingAccount } from '../accounts/billing-account.entity.js';
import { BillingConfig } from '../config.js';
import type { UnitOfWork } from '../messaging.js';
import type { Currency } from '../money/minor-units.js';
import { addDays } from '../periods/calendar.js';
import type { Period } from '../periods/period.js';
import { Invoice } from './invoice.entity.js';
import { InvoiceLine } from './invoice-line.entity.js';
import { offsets } from './offset.js';
import { Settlement } from './settlement.entity.js';

export const reminderTimer = 'remind-invoice';

export interface Draft {
  readonly reason: string;
  readonly currency: Currency;
  readonly period: Period;
  readonly lines: readonly Pick<InvoiceLine, 'kind' | 'description' | 'quantity' | 'amount'>[];
  readonly final?: boolean;
  readonly relatesTo?: string | null;
}

/** Key of the timer of one reminder; each is set once. */
export const reminderKey = (invoiceId: string, level: number): string => `${invoiceId}.${level}`;

/** Issues invoices and credit notes. Whoever calls it holds the lock of the account. */
@Injectable()
export class IssuingService {
  constructor(private readonly config: BillingConfig) {}

  /** Issues an invoice, or a credit note when the lines add up to less than nothing, and offsets what is open. */
  async issue(unit: UnitOfWork, account: BillingAccount, draft: Draft, now: Date): Promise<Invoice> {
    const total = draft.lines.reduce((sum, { amount }) => sum + amount, 0);
    const { tenantId } = account;
    const invoice = Object.assign(new Invoice(), {
      id: newId(),
      tenantId,
      number: account.takeNumber(),
      kind: total < 0 ? 'credit-note' : 'invoice',
      final: draft.final ?? false,
      reason: draft.reason,
      currency: draft.currency,
      total,
      settled: 0,
      periodStart: draft.period.start,
      periodEnd: draft.period.end,
      relatesTo: draft.relatesTo ?? null,
      issuedAt: now,
      dueAt: total > 0 ? addDays(now, this.config.PAYMENT_DAYS) : null,
      settledAt: total === 0 ? now : null,
      dunning: 'none',
      reminders: [],
    } satisfies Partial<Invoice>);
    if (total > 0 && !account.closedAt) await this.beginDunning(unit, invoice);
    await unit.manager.save(account);
    await unit.manager.insert(Invoice, invoice);
    const lines = draft.lines.map((line, position) => ({
      ...line,
      id: newId(),
      tenantId,
      invoiceId: invoice.id,
      position,
    }));
    await unit.manager.insert(InvoiceLine, lines);
    await this.offsetOpen(unit, now);
    return invoice;
  }

  /** Stops the reminders of everything that is still open; timers that are set already find nothing to do. */
  async stopDunning({ manager, tenantId }: UnitOfWork): Promise<void> {
    const reminded = await manager.findBy(Invoice, { tenantId, dunning: In(['running', 'exhausted']) });
    for (const invoice of reminded) invoice.stopDunning();
    await manager.save(reminded);
  }

  private async beginDunning(unit: UnitOfWork, invoice: Invoice): Promise<void> {
    invoice.dunning = 'running';
    const [first = 0] = this.config.REMINDER_DAYS.split(',').map(Number);
    const dueAt = addDays(invoice.dueAt ?? invoice.issuedAt, first);
    await unit.schedule({
      kind: reminderTimer,
      key: reminderKey(invoice.id, 1),
      dueAt,
      payload: { invoiceId: invoice.id },
    });
  }

  private async offsetOpen({ manager, tenantId }: UnitOfWork, now: Date): Promise<void> {
    const open = await manager
      .createQueryBuilder(Invoice, 'invoice')
      .where('invoice.total <> invoice.settled')
      .orderBy('invoice.number')
      .getMany();
    const byId = new Map(open.map((invoice) => [invoice.id, invoice]));
    const recordedBy = currentContext()?.actor ?? 'service:billing-worker';
    for (const { invoiceId, creditNoteId, amount } of offsets(open)) {
      byId.get(invoiceId)?.settle(amount, now);
      byId.get(creditNoteId)?.settle(-amount, now);
      await manager.insert(Settlement, {
        id: newId(),
        tenantId,
        invoiceId,
        kind: 'offset',
        amount,
        creditNoteId,
        reference: null,
        recordedBy,
        at: now,
      });
    }
    await manager.save(open);
  }
}
