import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SecretType } from './secret-value.js';

/** What a tenant proves itself with to another product. A deleted one is gone. */
@Entity()
export class Secret {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('text') type: SecretType;
  /** Sealed JSON. */
  @Column('text') value: string;
  /** The auth client that the value names. */
  @Column('uuid', { nullable: true }) authClientId: string | null;
  @Column('timestamptz') createdAt: Date;
  /** When the value was last replaced by another one. */
  @Column('timestamptz', { nullable: true }) rotatedAt: Date | null;
  @Column('integer') version: number;
}
