import { PageQuery } from '@crm/platform';
import { IsDateString, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { Currency } from '../money/minor-units.js';
import { type Dunning, type Invoice, type InvoiceKind, invoiceKinds, type Reminder } from './invoice.entity.js';
import type { InvoiceLine, LineKind } from './invoice-line.entity.js';
import type { Settlement } from './settlement.entity.js';

export class InvoicesQuery extends PageQuery {
  @IsOptional() @IsIn(invoiceKinds) kind?: InvoiceKind;
}

export class PaymentDto {
  /** Minor units; without it everything that is left. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000_000) amount?: number;
  /** Of the bank or the payment provider. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(200) reference?: string;
  @IsOptional() @IsDateString() receivedAt?: string;
}

export interface InvoiceView {
  id: string;
  /** 1, 2, 3, … without gaps in a tenant, credit notes among them. */
  number: number;
  kind: InvoiceKind;
  final: boolean;
  /** invoice: open or paid; credit note: open (credit is left) or used. */
  status: 'open' | 'paid' | 'used';
  reason: string;
  currency: Currency;
  /** Minor units; negative on credit notes; exactly the sum of the lines. */
  total: number;
  /** What is left to be paid, or (negative) to be credited. */
  balance: number;
  periodStart: Date;
  periodEnd: Date;
  relatesTo: string | null;
  issuedAt: Date;
  dueAt: Date | null;
  settledAt: Date | null;
  dunning: Dunning;
  reminders: readonly Reminder[];
}

export interface LineView {
  kind: LineKind;
  description: string;
  quantity: number;
  amount: number;
}

export interface SettlementView {
  kind: 'payment' | 'offset';
  amount: number;
  creditNoteId: string | null;
  reference: string | null;
  recordedBy: string;
  at: Date;
}

export interface InvoiceDetailView extends InvoiceView {
  lines: LineView[];
  settlements: SettlementView[];
}

export function viewOfInvoice(invoice: Invoice): InvoiceView {
  const settled = invoice.kind === 'invoice' ? 'paid' : 'used';
  return {
    id: invoice.id,
    number: invoice.number,
    kind: invoice.kind,
    final: invoice.final,
    status: invoice.balance === 0 ? settled : 'open',
    reason: invoice.reason,
    currency: invoice.currency,
    total: invoice.total,
    balance: invoice.balance,
    periodStart: invoice.periodStart,
    periodEnd: invoice.periodEnd,
    relatesTo: invoice.relatesTo,
    issuedAt: invoice.issuedAt,
    dueAt: invoice.dueAt,
    settledAt: invoice.settledAt,
    dunning: invoice.dunning,
    reminders: invoice.reminders,
  };
}

export function viewOfDetails(invoice: Invoice, lines: InvoiceLine[], settlements: Settlement[]): InvoiceDetailView {
  return {
    ...viewOfInvoice(invoice),
    lines: lines.map(({ kind, description, quantity, amount }) => ({ kind, description, quantity, amount })),
    settlements: settlements.map(({ kind, amount, creditNoteId, reference, recordedBy, at }) => ({
      kind,
      amount,
      creditNoteId,
      reference,
      recordedBy,
      at,
    })),
  };
}
