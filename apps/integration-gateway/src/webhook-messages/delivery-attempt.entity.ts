import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One request to an endpoint, and what came of it. */
@Entity()
export class DeliveryAttempt {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') messageId: string;
  /** 1, 2, 3 … */
  @Column('integer') number: number;
  @Column('text') url: string;
  @Column('timestamptz') startedAt: Date;
  /** HTTP status; null when there was no answer. */
  @Column('integer', { nullable: true }) status: number | null;
  @Column('integer') latencyMs: number;
  @Column('text', { nullable: true }) error: string | null;
  /** Null once they are purged, and in attempts from before they were kept. */
  @Column('jsonb', { nullable: true }) requestHeaders: Record<string, string> | null;
  /** Null, too, when there was no answer. */
  @Column('jsonb', { nullable: true }) responseHeaders: Record<string, string> | null;
  /** The first 4 kB of the answer. */
  @Column('text', { nullable: true }) responseBody: string | null;
}
