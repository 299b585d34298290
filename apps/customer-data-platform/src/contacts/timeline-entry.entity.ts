import { Column, Entity, PrimaryColumn } from 'typeorm';

export type TimelineKind = 'created' | 'updated' | 'merged' | 'merge-undone';

/** Something that happened to a contact. It names fields, never their values. */
@Entity()
export class TimelineEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') contactId: string;
  @Column('text') kind: TimelineKind;
  @Column('text') summary: string;
  @Column('jsonb') fields: string[];
  /** Who did it: `user:<id>`, `operator:<id>` or `service:<name>`. */
  @Column('text') actor: string;
  /** Of the request or event that led to it, and of all that followed; null in entries from before it was noted. */
  @Column('text', { nullable: true }) correlationId: string | null;
  @Column('timestamptz') at: Date;
}
