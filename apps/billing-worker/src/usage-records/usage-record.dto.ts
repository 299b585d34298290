import { IsDateString, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { Currency } from '../money/minor-units.js';
import { type Charge, type Meter, meters } from '../plans/catalogue.js';
import type { UsageRecord } from './usage-record.entity.js';

export class UsageDto {
  /** Unique for the tenant; the same id again is not counted again. */
  @Matches(/^[\x21-\x7e]{1,128}$/) id: string;
  @IsIn(meters) meter: Meter;
  @IsInt() @Min(1) @Max(1_000_000_000) quantity: number;
  /** When it was used; now, without it. */
  @IsOptional() @IsDateString() at?: string;
}

export class UsageQuery {
  /** Periods that begin at or after this moment. */
  @IsOptional() @IsDateString() from?: string;
  /** Periods that begin before this moment. */
  @IsOptional() @IsDateString() to?: string;
}

export interface UsageRecordView {
  id: string;
  meter: Meter;
  quantity: number;
  at: Date;
  periodStart: Date;
  /** It had been counted before. */
  duplicate: boolean;
}

export interface UsageSum {
  periodStart: Date;
  meter: Meter;
  quantity: number;
  records: number;
  /** Whether an invoice has been written about it. */
  invoiced: boolean;
}

export interface UsageView {
  /** Nothing is counted from this moment on. */
  closedAt: Date | null;
  /** The running period with what it costs so far; null when none runs. */
  current: {
    periodStart: Date;
    periodEnd: Date;
    currency: Currency;
    meters: ({ meter: Meter; quantity: number } & Charge)[];
  } | null;
  /** Sums per period and meter, newest period first. */
  items: UsageSum[];
}

export function viewOfUsage(record: UsageRecord, duplicate: boolean): UsageRecordView {
  const { id, meter, quantity, at, periodStart } = record;
  return { id, meter, quantity, at, periodStart, duplicate };
}
