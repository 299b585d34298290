import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TenantStatus } from './transitions.js';

/** One change of a tenant's status; never edited. */
@Entity()
export class TenantChange {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('integer') revision: number;
  @Column('text') fromStatus: TenantStatus;
  @Column('text') toStatus: TenantStatus;
  @Column('text') reason: string;
  @Column('text') actor: string;
  @Column('timestamptz') at: Date;
}
