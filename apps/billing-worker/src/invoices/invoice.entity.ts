import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Currency, wholeNumber } from '../money/minor-units.js';

export const invoiceKinds = ['invoice', 'credit-note'] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

/** none: nothing to remind of. exhausted: the last reminder is out. stopped: settled, or the subscription has ended. */
export type Dunning = 'none' | 'running' | 'exhausted' | 'stopped';

export interface Reminder {
  readonly level: number;
  readonly at: string;
}

/**
 * An invoice or a credit note. Amounts are what the tenant owes because of it: positive on invoices, negative on credit
 * notes, so that the totals of a tenant simply add up.
 */
@Entity()
export class Invoice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('integer') number: number;
  @Column('text') kind: InvoiceKind;
  /** The last one of a subscription. */
  @Column('boolean') final: boolean;
  @Column('text') reason: string;
  @Column('text') currency: Currency;
  /** Exactly the sum of the lines. */
  @Column('bigint', { transformer: wholeNumber }) total: number;
  /** Of the total: paid, or offset between invoices and credit notes. */
  @Column('bigint', { transformer: wholeNumber }) settled: number;
  @Column('timestamptz') periodStart: Date;
  @Column('timestamptz') periodEnd: Date;
  /** Where was charged what is taken back here. */
  @Column('uuid', { nullable: true }) relatesTo: string | null;
  @Column('timestamptz') issuedAt: Date;
  @Column('timestamptz', { nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { nullable: true }) settledAt: Date | null;
  @Column('text') dunning: Dunning;
  @Column('jsonb') reminders: readonly Reminder[];

  /** What is left of the total: to be paid (positive), or to be credited (negative). */
  get balance(): number {
    return this.total - this.settled;
  }

  /** Settles a part of what is left; both have the same sign. */
  settle(amount: number, now: Date): void {
    this.settled += amount;
    if (this.balance !== 0) return;
    this.settledAt = now;
    this.stopDunning();
  }

  stopDunning(): void {
    if (this.dunning === 'running' || this.dunning === 'exhausted') this.dunning = 'stopped';
  }

  /** Notes the next reminder; after the last level dunning is exhausted. */
  remind(levels: number, now: Date): number {
    const level = this.reminders.length + 1;
    this.reminders = [...this.reminders, { level, at: now.toISOString() }];
    if (level >= levels) this.dunning = 'exhausted';
    return level;
  }
}
