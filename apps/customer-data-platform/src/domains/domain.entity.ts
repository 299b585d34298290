import { Column, Entity, PrimaryColumn } from 'typeorm';

export type DomainEdit = Partial<Pick<Domain, 'name' | 'description' | 'public'>>;

/** A field of a tenant's business, by which its schemas are grouped. */
@Entity()
export class Domain {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** Unique within the tenant. */
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  /** Whether it is meant for others too. It is told with the domain's events and opens nothing here. */
  @Column('boolean') public: boolean;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;

  /** Whether anything is different now. */
  edit({ name = this.name, description = this.description, public: isPublic = this.public }: DomainEdit): boolean {
    if (name === this.name && description === this.description && isPublic === this.public) return false;
    Object.assign(this, { name, description, public: isPublic, version: this.version + 1, updatedAt: new Date() });
    return true;
  }
}
