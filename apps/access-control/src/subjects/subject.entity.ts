import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SubjectStatus = 'invited' | 'active' | 'deactivated';

/** A user as access is concerned: someone whom roles are bound to. */
@Entity()
export class Subject {
  @PrimaryColumn('uuid') tenantId: string;
  /** The user's id. */
  @PrimaryColumn('uuid') id: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text') status: SubjectStatus;
  @Column('text', { nullable: true }) invitedBy: string | null;
  @Column('timestamptz', { nullable: true }) invitedAt: Date | null;
  /** When the user first presented an active token. */
  @Column('timestamptz', { nullable: true }) activatedAt: Date | null;
  @Column('timestamptz', { nullable: true }) deactivatedAt: Date | null;
  @Column('text', { nullable: true }) deactivatedBy: string | null;
  @Column('text', { nullable: true }) deactivationReason: string | null;
  @Column('timestamptz') firstHeardAt: Date;

  static unknownTillNow(tenantId: string, id: string): Subject {
    return Object.assign(new Subject(), {
      tenantId,
      id,
      email: null,
      name: null,
      status: 'invited',
      invitedBy: null,
      invitedAt: null,
      activatedAt: null,
      deactivatedAt: null,
      deactivatedBy: null,
      deactivationReason: null,
      firstHeardAt: new Date(),
    } satisfies Partial<Subject>);
  }

  /** An invitation that was told late does not undo what has become of the user since. */
  invite(invitation: { name: string; email: string; invitedBy: string; at: Date }): void {
    this.name = invitation.name;
    this.email ??= invitation.email;
    this.invitedBy = invitation.invitedBy;
    this.invitedAt = invitation.at;
  }

  /** Answers whether this was the first active token of an invited user. */
  activate(at: Date): boolean {
    if (this.status !== 'invited') return false;
    this.status = 'active';
    this.activatedAt = at;
    return true;
  }

  /** Final. */
  deactivate(end: { email: string; by: string; reason: string | undefined; at: Date }): void {
    this.status = 'deactivated';
    this.email = end.email;
    this.deactivatedAt ??= end.at;
    this.deactivatedBy ??= end.by;
    this.deactivationReason ??= end.reason ?? null;
  }
}
