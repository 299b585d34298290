import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In which tenants an address can sign in. Stands above tenants, as who signs in need not name one. */
@Entity()
export class DirectoryEntry {
  @PrimaryColumn('text') email: string;
  @PrimaryColumn('uuid') tenantId: string;
  @Column('uuid') userId: string;
}
