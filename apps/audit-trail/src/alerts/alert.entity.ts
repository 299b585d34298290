import type { AlertSeverity } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RuleKey } from './rule-settings.js';

/** A rule has matched. There is one per rule, group and window, however many further entries match. */
@Entity()
export class Alert {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') rule: RuleKey;
  /** What the rule counts together: an actor, an endpoint, a workflow. */
  @Column('text') groupKey: string;
  @Column('text') severity: AlertSeverity;
  /** Actor of the entries. */
  @Column('text') suspect: string;
  @Column('text') summary: string;
  /** Oldest first. */
  @Column('jsonb') entryIds: string[];
  @Column('timestamptz') windowStart: Date;
  @Column('timestamptz') windowEnd: Date;
  @Column('timestamptz') triggeredAt: Date;
  @Column('text') status: 'open' | 'acknowledged';
  @Column('text', { nullable: true }) acknowledgedBy: string | null;
  @Column('timestamptz', { nullable: true }) acknowledgedAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
}
