import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnyPermission } from '../permissions/any-permission.js';

/** A role that a tenant made for itself. The built-in ones are the same for everybody and stand in no table. */
@Entity()
export class Role {
  @PrimaryColumn('uuid') tenantId: string;
  /** What users and bindings refer to; never changes. */
  @PrimaryColumn('text') key: string;
  @Column('text') name: string;
  @Column('text') description: string;
  @Column('jsonb') permissions: AnyPermission[];
  /** Rises with every edit. */
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
