import { currentContext, mapPage, newId, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service.js';
import { Clock } from '../clock/clock.js';
import { Transactions } from '../messaging.js';
import {
  type InvoiceDetailView,
  type InvoicesQuery,
  type InvoiceView,
  type PaymentDto,
  viewOfDetails,
  viewOfInvoice,
} from './invoice.dto.js';
import { Invoice } from './invoice.entity.js';
import { NoSuchInvoice, NothingToPay, Overpaid } from './invoice.errors.js';
import { InvoiceLine } from './invoice-line.entity.js';
import { Settlement } from './settlement.entity.js';

@Injectable()
export class InvoicesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  list(tenantId: string, query: InvoicesQuery): Promise<Page<InvoiceView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const invoices = manager.createQueryBuilder(Invoice, 'invoice');
      if (query.kind !== undefined) invoices.where('invoice.kind = :kind', { kind: query.kind });
      return mapPage(await pageOf(invoices, 'invoice', query), viewOfInvoice);
    });
  }

  read(tenantId: string, id: string): Promise<InvoiceDetailView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => this.details(manager, await found(manager, id)));
  }

  /**
   * Notes a payment that has arrived. What is paid in full is reminded of no more.
   * @throws NothingToPay, Overpaid
   */
  pay(tenantId: string, id: string, payment: PaymentDto): Promise<InvoiceDetailView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.accounts.locked(unit);
      const invoice = await found(unit.manager, id);
      const amount = payment.amount ?? invoice.balance;
      if (invoice.balance <= 0) throw new NothingToPay(`The ${invoice.kind} ${invoice.number} is settled.`);
      if (amount > invoice.balance) throw new Overpaid(`${invoice.balance} is left.`, { balance: invoice.balance });
      const now = this.clock.now();
      invoice.settle(amount, now);
      await unit.manager.save(invoice);
      await unit.manager.insert(Settlement, {
        id: newId(),
        tenantId,
        invoiceId: id,
        kind: 'payment',
        amount,
        creditNoteId: null,
        reference: payment.reference ?? null,
        recordedBy: currentContext()?.actor ?? 'service:billing-worker',
        at: payment.receivedAt === undefined ? now : new Date(payment.receivedAt),
      });
      return this.details(unit.manager, invoice);
    });
  }

  /** Whether the tenant has let the due date of an invoice pass. */
  hasOverdue(manager: EntityManager, tenantId: string): Promise<boolean> {
    return manager
      .createQueryBuilder(Invoice, 'invoice')
      .where('invoice.tenantId = :tenantId AND invoice.total > invoice.settled', { tenantId })
      .andWhere('invoice.dueAt < :now', { now: this.clock.now() })
      .getExists();
  }

  private async details(manager: EntityManager, invoice: Invoice): Promise<InvoiceDetailView> {
    const of = { invoiceId: invoice.id };
    const lines = await manager.find(InvoiceLine, { where: of, order: { position: 'ASC' } });
    const settlements = await manager.find(Settlement, {
      where: invoice.kind === 'invoice' ? of : { creditNoteId: invoice.id },
      order: { id: 'ASC' },
    });
    return viewOfDetails(invoice, lines, settlements);
  }
}

async function found(manager: EntityManager, id: string): Promise<Invoice> {
  const invoice = await manager.findOneBy(Invoice, { id });
  if (!invoice) throw new NoSuchInvoice();
  return invoice;
}
