import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user who is gone for good. It may be known here before user-auth's list, or an older event, says otherwise. */
@Entity()
export class Departure {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column('timestamptz') at: Date;
}
