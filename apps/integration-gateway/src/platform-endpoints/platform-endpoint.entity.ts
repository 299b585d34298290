import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the platform's operators want to be told of tenants. It stands above tenants and no tenant sees it. */
@Entity()
export class PlatformEndpoint {
  @PrimaryColumn('uuid') id: string;
  @Column('text') url: string;
  @Column('text') description: string;
  /** Off since it answered 410 Gone. */
  @Column('text') status: 'enabled' | 'disabled';
  /** Sealed. */
  @Column('text') secret: string;
  @Column('timestamptz') createdAt: Date;
}
