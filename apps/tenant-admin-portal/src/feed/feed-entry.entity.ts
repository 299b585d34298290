import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event that was heard, as one row of the tenant's live feed. Rows are never changed. */
@Entity()
export class FeedEntry {
  @PrimaryColumn('uuid') tenantId: string;
  /** 1, 2, 3 … per tenant, without gaps, in the order of commits: who has read up to a position has missed nothing. */
  @PrimaryColumn('bigint') position: string;
  @Column('uuid') eventId: string;
  @Column('text') type: string;
  @Column('text') subject: string;
  @Column('text') title: string;
  @Column('text') severity: string;
  @Column('text', { nullable: true }) link: string | null;
  @Column('text') actor: string;
  /** When it happened. */
  @Column('timestamptz') at: Date;
  /** When it was heard here. */
  @Column('timestamptz') recordedAt: Date;
  @Column('text') correlationId: string;
  @Column('text', { nullable: true }) causationId: string | null;
  @Column('integer') hopCount: number;
}
