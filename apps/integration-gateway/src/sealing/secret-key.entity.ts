import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key of the ring; exactly one is current. */
@Entity()
export class SecretKey {
  /** What sealed texts call it. */
  @PrimaryColumn('text') name: string;
  /** 32 bytes in base64, sealed with the configured key where there is one; null for that one itself. */
  @Column('text', { nullable: true }) key: string | null;
  @Column('boolean') current: boolean;
  @Column('timestamptz') createdAt: Date;
}
