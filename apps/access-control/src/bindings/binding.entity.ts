import { Column, Entity, PrimaryColumn } from 'typeorm';

export type BindingStatus = 'invited' | 'active' | 'ended';

/** A subject has, or had, a role. Ended bindings stay: they say who could do what at a time. */
@Entity()
export class Binding {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') subjectId: string;
  /** Key of the role. */
  @Column('text') role: string;
  /** `user`: the role that the user has in user-auth; `request`: a further one, from an approved access request. */
  @Column('text') source: 'user' | 'request';
  /** Orders the bindings of the source `user`: 0 for the invitation, then the revision of each role change. */
  @Column('integer') assignment: number;
  /** 1, 2, 3 … among the bindings that came from the user's role. */
  @Column('integer') revision: number;
  @Column('text') status: BindingStatus;
  @Column('timestamptz') since: Date;
  /** Actor who gave the role. */
  @Column('text') setBy: string;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endedBecause: 'role-changed' | 'user-deactivated' | 'taken-back' | null;
}
