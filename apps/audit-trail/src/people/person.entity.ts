import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a user is called in sentences; learnt from the invitation. */
@Entity()
export class Person {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') email: string;
}
