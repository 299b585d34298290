import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row for all replicas: the newest sample, and whether anybody looks on. */
@Entity()
export class LiveHead {
  @PrimaryColumn('boolean') id: true;
  @Column('bigint') position: string;
  @Column('timestamptz') watchedUntil: Date;
}
