import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One change of the tenant's status, as it was told. What is in force follows from the set of them, so that neither
 * order nor repetition matters.
 */
@Entity()
export class LifecycleChange {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('integer') revision: number;
  @PrimaryColumn('text') kind: 'suspended' | 'reactivated' | 'deactivated';
  @Column('text') reason: string;
  @Column('timestamptz') at: Date;
}
