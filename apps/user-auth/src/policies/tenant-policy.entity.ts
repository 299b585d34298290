import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The newest permission policy of a tenant that was heard of. */
@Entity()
export class TenantPolicy {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('integer') policyRevision: number;
  @Column('text') change: string;
  @Column('text') target: string;
  @Column('timestamptz') changedAt: Date;
  /** Tokens of the affected users (of everybody, where none were named) from before it are stale. */
  @Column('timestamptz') staleBefore: Date;
  @Column('jsonb') affectedUserIds: string[];
}
