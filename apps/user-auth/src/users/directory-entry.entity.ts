import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In which tenants an address is a user's. Stands above tenants, as who signs in need not name one. */
@Entity()
export class DirectoryEntry {
  @PrimaryColumn('text') email: string;
  @PrimaryColumn('uuid') tenantId: string;
  @Column('uuid') userId: string;
  /** false: the user was deactivated, so that nobody can sign in with it. */
  @Column('boolean') active: boolean;
}
