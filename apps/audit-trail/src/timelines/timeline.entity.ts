import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The history of one thing: a user, the tenant, a contact, an endpoint. */
@Entity()
export class Timeline {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('text') id: string;
  /** The first thing that is on it; for the tenant's own, when its onboarding began. */
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
  /** When it came to its end: the user was deactivated, the tenant closed. */
  @Column('timestamptz', { nullable: true }) frozenAt: Date | null;
}
