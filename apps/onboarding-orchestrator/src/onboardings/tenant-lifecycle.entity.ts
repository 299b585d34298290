import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The newest lifecycle change heard of a tenant, kept even before the tenant's creation is heard. */
@Entity()
export class TenantLifecycle {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('integer') revision: number;
}
