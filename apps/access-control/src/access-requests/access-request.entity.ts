import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user asks for a further role; somebody else decides. */
@Entity()
export class AccessRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') subjectId: string;
  @Column('text') role: string;
  @Column('text') reason: string;
  /** `closed`: nobody decided before the user was deactivated. */
  @Column('text') status: 'open' | 'approved' | 'denied' | 'closed';
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) note: string | null;
  /** What an approval made. */
  @Column('uuid', { nullable: true }) bindingId: string | null;
}
