import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that mails do not reach, kept so that a contact that gets it later is marked too. */
@Entity()
export class BouncedAddress {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') address: string;
  @Column('text') reason: string;
  @Column('timestamptz') at: Date;
}
