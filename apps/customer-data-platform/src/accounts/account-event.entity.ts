import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened to the account, kept once per key. */
@Entity()
export class AccountEvent {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') summary: string;
  @Column('timestamptz') at: Date;
}
