import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address of one of the tenant's own users: whoever writes from it is a colleague and not a customer. */
@Entity()
export class TeamMember {
  @PrimaryColumn('uuid') tenantId: string;
  /** In the form that contacts' identifiers have. */
  @PrimaryColumn('text') address: string;
  @Column('uuid') userId: string;
  @Column('text') name: string;
  @Column('timestamptz') taggedAt: Date;
}
