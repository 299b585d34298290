import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The head of a tenant's policy. Its row lock puts the edits of one tenant in a row. */
@Entity()
export class Policy {
  @PrimaryColumn('uuid') tenantId: string;
  /** Rises by one with every edit of a role and every containment that is placed or lifted; 1 for the defaults. */
  @Column('integer') revision: number;
  /** When the onboarding applied the defaults; null for a tenant that began to use them without. */
  @Column('timestamptz', { nullable: true }) appliedAt: Date | null;
  @Column('timestamptz') changedAt: Date;
}
