import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of a file, as it was read. */
@Entity()
export class ImportRow {
  @PrimaryColumn('uuid') importId: string;
  /** Line of the file where the row begins; the header is line 1. */
  @PrimaryColumn('integer') line: number;
  @Column('uuid') tenantId: string;
  /** By column name. */
  @Column('jsonb') values: Record<string, string>;
  @Column('text') status: 'accepted' | 'rejected';
  @Column('text', { nullable: true }) reason: string | null;
  /** What a row of users became. */
  @Column('uuid', { nullable: true }) invitationId: string | null;
}
