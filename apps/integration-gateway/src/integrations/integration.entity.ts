import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Another product that a tenant wants to be connected with. It sleeps until the tenant's onboarding is completed. */
@Entity()
export class Integration {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  /** The product: `zapier`. */
  @Column('text') provider: string;
  @Column('text') url: string;
  /** Null: all types. */
  @Column('jsonb', { nullable: true }) eventTypes: string[] | null;
  @Column('text') status: 'inactive' | 'active';
  /** Made when the integration becomes active. */
  @Column('uuid', { nullable: true }) endpointId: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('integer') version: number;
}
