import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../money/minor-units.js';
import type { Meter } from '../plans/catalogue.js';

/** Something that was used, counted once per id. */
@Entity()
export class UsageRecord {
  @PrimaryColumn('uuid') tenantId: string;
  /** Whoever reports chooses it, and repeats it when reporting again. */
  @PrimaryColumn('text') id: string;
  @Column('text') meter: Meter;
  @Column('bigint', { transformer: wholeNumber }) quantity: number;
  @Column('timestamptz') at: Date;
  /** Start of the period it is counted in; what is reported late counts in the period it is reported in. */
  @Column('timestamptz') periodStart: Date;
  @Column('timestamptz') recordedAt: Date;
  @Column('uuid', { nullable: true }) invoiceId: string | null;
}
