import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EndReason =
  | 'signed-out'
  | 'ended-by-admin'
  | 'reuse-detected'
  | 'deactivated'
  | 'admin-lost'
  | 'password-changed'
  | 'expired';

/** Unused for so long a session is over; at the latest it is over after the second. */
const idleMs = 14 * 86_400_000;
const longestMs = 90 * 86_400_000;
/** A client whose session is over may go on asking; it is told once in so long. */
const refusalsMs = 60_000;

/** One sign-in of a user or an operator, and the family of refresh tokens that came from it. */
@Entity()
export class Session {
  @PrimaryColumn('uuid') id: string;
  /** The user's tenant, or the platform scope for operators. */
  @Column('uuid') tenantId: string;
  @Column('text') kind: 'user' | 'operator';
  @Column('uuid') subjectId: string;
  @Column('text', { nullable: true }) userAgent: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') lastUsedAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: EndReason | null;
  /** When it was told last that the session could not be renewed. */
  @Column('timestamptz', { nullable: true }) refusalToldAt: Date | null;

  /** Notes that the session was used, which keeps it alive. */
  use(now: Date): void {
    this.lastUsedAt = now;
    this.expiresAt = new Date(Math.min(now.getTime() + idleMs, this.createdAt.getTime() + longestMs));
  }

  /** Whether a refusal to renew it is to be told. */
  noteRefusal(now: Date): boolean {
    if (this.refusalToldAt && now.getTime() - this.refusalToldAt.getTime() < refusalsMs) return false;
    this.refusalToldAt = now;
    return true;
  }

  isOpen(now: Date): boolean {
    return this.endedAt === null && this.expiresAt > now;
  }
}
