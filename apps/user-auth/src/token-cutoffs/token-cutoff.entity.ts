import type { TokenCutoff as Cutoff } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Access tokens of a tenant, user or session that were issued before a moment are no longer good. Read across tenants. */
@Entity()
export class TokenCutoff {
  @PrimaryColumn('uuid') id: string;
  @Column('text') scope: Cutoff['scope'];
  @Column('uuid') subjectId: string;
  @Column('uuid') tenantId: string;
  @Column('timestamptz') notBefore: Date;
  @Column('text') reason: Cutoff['reason'];
  /** By the clock of the database, which all replicas share. */
  @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
}
