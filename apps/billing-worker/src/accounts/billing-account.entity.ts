import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a tenant has with us as a whole. Its row is the lock that all changes of a tenant's billing take first, it counts
 * the invoices, and once closed it is the tombstone that lets nothing begin any more.
 */
@Entity()
export class BillingAccount {
  @PrimaryColumn('uuid') tenantId: string;
  /** Invoices and credit notes share one sequence without gaps. */
  @Column('integer') lastNumber: number;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('text', { nullable: true }) closedReason: string | null;

  takeNumber(): number {
    this.lastNumber += 1;
    return this.lastNumber;
  }

  /** Closes for good; answers false when it was closed before. */
  close(at: Date, reason: string): boolean {
    if (this.closedAt) return false;
    this.closedAt = at;
    this.closedReason = reason;
    return true;
  }
}
