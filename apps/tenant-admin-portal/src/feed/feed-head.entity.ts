import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Position of the newest row of a tenant's feed. */
@Entity()
export class FeedHead {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('bigint') position: string;
}
