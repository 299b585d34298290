import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the id of a merged contact leads to. The survivor may itself have been merged later. */
@Entity()
export class ContactRedirect {
  @PrimaryColumn('uuid') contactId: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') survivorId: string;
  @Column('uuid') mergeId: string;
}
