import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../money/minor-units.js';

/** Why less of an invoice is left: a payment, or an offset against a credit note. */
@Entity()
export class Settlement {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') invoiceId: string;
  @Column('text') kind: 'payment' | 'offset';
  @Column('bigint', { transformer: wholeNumber }) amount: number;
  @Column('uuid', { nullable: true }) creditNoteId: string | null;
  @Column('text', { nullable: true }) reference: string | null;
  @Column('text') recordedBy: string;
  @Column('timestamptz') at: Date;
}
