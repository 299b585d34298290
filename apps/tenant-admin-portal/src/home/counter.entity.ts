import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something happened on one day (UTC). */
@Entity()
export class Counter {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') name: string;
  @PrimaryColumn('date') day: string;
  @Column('bigint') value: string;
}
