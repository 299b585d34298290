import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnyPermission } from './any-permission.js';

/** A permission that a tenant made for its own applications. Ours are the same for everybody and stand in no table. */
@Entity()
export class CustomPermission {
  @PrimaryColumn('uuid') tenantId: string;
  /** What roles and decisions refer to; never changes. */
  @PrimaryColumn('text') permission: AnyPermission;
  @Column('text') description: string;
  /** Rises with every edit. */
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
