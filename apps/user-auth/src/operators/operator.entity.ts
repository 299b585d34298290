import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who runs the platform; stands above all tenants. */
@Entity()
export class Operator {
  @PrimaryColumn('uuid') id: string;
  /** In lower case. */
  @Column('text') email: string;
  @Column('text') passwordHash: string;
  @Column('timestamptz') createdAt: Date;
}
