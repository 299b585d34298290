import type { BounceKind } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that a server has refused for good: the tenant does not mail it again until an admin takes it off. */
@Entity()
export class Suppression {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** Lower-case. */
  @Column('text') address: string;
  @Column('text') kind: BounceKind;
  @Column('text', { nullable: true }) status: string | null;
  @Column('text') diagnostic: string;
  /** The mail that was refused. */
  @Column('uuid') deliveryId: string;
  @Column('timestamptz') at: Date;
}
