import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tenant that has something sealed. It stands above tenants, so that a rotation of the key finds them all. */
@Entity()
export class SealedTenant {
  @PrimaryColumn('uuid') tenantId: string;
  /** Everything of the tenant is sealed with this key or a newer one; null: maybe from before keys had names. */
  @Column('text', { nullable: true }) keyName: string | null;
}
