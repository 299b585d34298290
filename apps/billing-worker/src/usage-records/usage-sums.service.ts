import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Charge, chargeFor, type Meter, meters, type Plan } from '../plans/catalogue.js';
import type { UsageQuery, UsageSum } from './usage-record.dto.js';
import { UsageRecord } from './usage-record.entity.js';

export interface MeteredCharge extends Charge {
  readonly meter: Meter;
  readonly quantity: number;
}

/** Adds up what was used. */
@Injectable()
export class UsageSumsService {
  /** What a period's usage that is on no invoice yet costs, meter by meter; unused meters too. */
  async charges(manager: EntityManager, plan: Plan, periodStart: Date): Promise<MeteredCharge[]> {
    const rows: { meter: Meter; quantity: string }[] = await manager
      .createQueryBuilder(UsageRecord, 'usage')
      .select('usage.meter', 'meter')
      .addSelect('sum(usage.quantity)', 'quantity')
      .where('usage.periodStart = :periodStart AND usage.invoiceId IS NULL', { periodStart })
      .groupBy('usage.meter')
      .getRawMany();
    return meters.map((meter) => {
      const quantity = Number(rows.find((row) => row.meter === meter)?.quantity ?? 0);
      return { meter, quantity, ...chargeFor(plan, meter, quantity) };
    });
  }

  /** Notes that a period's usage is on an invoice, so that it is never charged again. */
  async markInvoiced(manager: EntityManager, periodStart: Date, invoiceId: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .update(UsageRecord)
      .set({ invoiceId })
      .where('period_start = :periodStart AND invoice_id IS NULL', { periodStart })
      .execute();
  }

  async list(manager: EntityManager, { from, to }: UsageQuery): Promise<UsageSum[]> {
    const sums = manager
      .createQueryBuilder(UsageRecord, 'usage')
      .select('usage.periodStart', 'periodStart')
      .addSelect('usage.meter', 'meter')
      .addSelect('sum(usage.quantity)', 'quantity')
      .addSelect('count(*)', 'records')
      .addSelect('bool_and(usage.invoiceId IS NOT NULL)', 'invoiced')
      .groupBy('usage.periodStart')
      .addGroupBy('usage.meter')
      .orderBy('usage.periodStart', 'DESC')
      .addOrderBy('usage.meter', 'ASC');
    if (from !== undefined) sums.andWhere('usage.periodStart >= :from', { from: new Date(from) });
    if (to !== undefined) sums.andWhere('usage.periodStart < :to', { to: new Date(to) });
    const rows: (Omit<UsageSum, 'quantity' | 'records'> & { quantity: string; records: string })[] =
      await sums.getRawMany();
    return rows.map((row) => ({ ...row, quantity: Number(row.quantity), records: Number(row.records) }));
  }
}
