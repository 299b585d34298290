import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing told to one platform endpoint. Tenants are not told about these: webhook.delivered speaks of their own. */
@Entity()
export class PlatformDelivery {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') endpointId: string;
  /** The tenant it tells of. */
  @Column('uuid') tenantId: string;
  @Column('text') type: string;
  @Column('text') payload: string;
  @Column('text') dedupeKey: string;
  @Column('text') status: 'waiting' | 'delivered' | 'failed';
  @Column('integer') attempts: number;
  @Column('integer', { nullable: true }) lastStatus: number | null;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('integer', { nullable: true }) latencyMs: number | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}
