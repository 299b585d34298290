import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a contact's merges, so that an event that comes late finds the contact it is about now. */
@Entity()
export class MergedContact {
  @PrimaryColumn('uuid') contactId: string;
  @Column('uuid') tenantId: string;
  /** The contact that stands for it; null since the merge was undone. */
  @Column('uuid', { nullable: true }) survivorId: string | null;
  /** When that was so; older news changes nothing. */
  @Column('timestamptz') at: Date;
}
