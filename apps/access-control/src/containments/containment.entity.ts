import type { AlertSeverity } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was done about a user because of an alert. A medium alert is only noted. */
@Entity()
export class Containment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** The contained user; access-control need not have heard of them. */
  @Column('uuid') subjectId: string;
  @Column('uuid') alertId: string;
  @Column('text') rule: string;
  @Column('text') severity: AlertSeverity;
  @Column('text') summary: string;
  @Column('text') status: 'noted' | 'active' | 'lifted' | 'expired';
  @Column('timestamptz') placedAt: Date;
  /** Null where only a person ends it. */
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) liftedBy: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
