import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../money/minor-units.js';

/** charge and credit are the two sides of a change of plan; unused is what an ended subscription had paid too much. */
export type LineKind = 'subscription' | 'usage' | 'charge' | 'credit' | 'unused';

@Entity()
export class InvoiceLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') invoiceId: string;
  @Column('integer') position: number;
  @Column('text') kind: LineKind;
  @Column('text') description: string;
  /** Days, or units of a meter. */
  @Column('bigint', { transformer: wholeNumber }) quantity: number;
  @Column('bigint', { transformer: wholeNumber }) amount: number;
}
