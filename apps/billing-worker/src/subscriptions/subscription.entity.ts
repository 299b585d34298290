import type { TenantPlan } from '@crm/events';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../money/minor-units.js';
import { addDays, startOfDay } from '../periods/calendar.js';
import { monthOf, type Period } from '../periods/period.js';
import type { Prepaid } from '../periods/prorate.js';
import { catalogue, type Plan } from '../plans/catalogue.js';

export type EndReason = 'trial-expired' | 'trial-cancelled' | 'tenant-deactivated';

/** A tenant's one subscription. Whether an active one is past due is told by its invoices. */
@Entity()
export class Subscription {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') plan: TenantPlan;
  @Column('text') status: 'trialing' | 'active' | 'ended';
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') trialEndsAt: Date;
  /** First day of the first paid period; every later period begins on this day of its month, or on the month's last. */
  @Column('timestamptz', { nullable: true }) anchor: Date | null;
  @Column('integer') periodIndex: number;
  /** Of the trial, until the subscription is activated. */
  @Column('timestamptz') periodStart: Date;
  @Column('timestamptz') periodEnd: Date;
  /** Charged in advance for the days from `prepaidFrom` to the end of the period. */
  @Column('bigint', { transformer: wholeNumber }) prepaidAmount: number;
  @Column('timestamptz', { nullable: true }) prepaidFrom: Date | null;
  @Column('uuid', { nullable: true }) prepaidInvoiceId: string | null;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: EndReason | null;
  /** Rises with every change. */
  @Column('integer') version: number;

  static trial(tenantId: string, plan: TenantPlan, now: Date, days: number): Subscription {
    const end = addDays(now, days);
    return Object.assign(new Subscription(), {
      id: newId(),
      tenantId,
      plan,
      status: 'trialing',
      startedAt: now,
      trialEndsAt: end,
      anchor: null,
      periodIndex: 0,
      periodStart: now,
      periodEnd: end,
      prepaidAmount: 0,
      prepaidFrom: null,
      prepaidInvoiceId: null,
      activatedAt: null,
      endedAt: null,
      endReason: null,
      version: 1,
    } satisfies Partial<Subscription>);
  }

  get running(): boolean {
    return this.status !== 'ended';
  }

  get bought(): Plan {
    return catalogue[this.plan];
  }

  get period(): Period {
    return { start: this.periodStart, end: this.periodEnd };
  }

  get prepaid(): Prepaid {
    return { start: this.prepaidFrom ?? this.periodStart, end: this.periodEnd, amount: this.prepaidAmount };
  }

  /** An expired or cancelled trial may still be bought; what ended with its tenant may not. */
  get canBeActivated(): boolean {
    return this.status === 'trialing' || this.endReason === 'trial-expired' || this.endReason === 'trial-cancelled';
  }

  /** Ends the trial; the first paid period begins at midnight UTC of today. */
  activate(plan: TenantPlan, now: Date): void {
    this.plan = plan;
    this.status = 'active';
    this.activatedAt = now;
    this.endedAt = null;
    this.endReason = null;
    this.anchor = startOfDay(now);
    this.enter(0);
  }

  renew(): void {
    this.enter(this.periodIndex + 1);
  }

  /** From `day` on the rest of the period is paid for on another plan. */
  changePlan(plan: TenantPlan, prepaid: { from: Date; amount: number } | undefined): void {
    this.plan = plan;
    this.version += 1;
    if (!prepaid) return;
    this.prepaidFrom = prepaid.from;
    this.prepaidAmount = prepaid.amount;
  }

  end(at: Date, reason: EndReason): void {
    this.status = 'ended';
    this.endedAt = at;
    this.endReason = reason;
    this.version += 1;
  }

  /** The period that a moment counts in; what lies before the current one is late and counts now. */
  periodAt(at: Date): Period {
    if (!this.anchor || at < this.periodEnd) return this.period;
    let index = this.periodIndex + 1;
    while (monthOf(this.anchor, index).end <= at) index += 1;
    return monthOf(this.anchor, index);
  }

  private enter(index: number): void {
    const period = monthOf(this.anchor ?? this.periodStart, index);
    this.periodIndex = index;
    this.periodStart = period.start;
    this.periodEnd = period.end;
    this.prepaidAmount = this.bought.monthlyPrice;
    this.prepaidFrom = period.start;
    this.version += 1;
  }
}
