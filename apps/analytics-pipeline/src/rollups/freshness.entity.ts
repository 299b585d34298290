import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How new a tenant's numbers are. */
@Entity()
export class Freshness {
  @PrimaryColumn('uuid') tenantId: string;
  /** When the newest event that is counted has happened. */
  @Column('timestamptz') newestEventAt: Date;
  /** When the last event was counted. */
  @Column('timestamptz') updatedAt: Date;
}
