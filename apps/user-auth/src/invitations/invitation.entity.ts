import { randomBytes } from 'node:crypto';
import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const invitationStatuses = ['open', 'accepted', 'revoked', 'expired'] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

const lifetimeMs = 7 * 86_400_000;

/** An offer to one address to join a tenant with a role. */
@Entity()
export class Invitation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** The user that the invitation becomes. */
  @Column('uuid') userId: string;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') role: string;
  @Column('text') status: InvitationStatus;
  /** Goes into the link's token; a new one makes the links sent before worthless. */
  @Column('bytea') nonce: Buffer;
  @Column('text') invitedBy: string;
  /** The tenant's first owner, invited by the onboarding. */
  @Column('boolean') forOwner: boolean;
  @Column('timestamptz') createdAt: Date;
  /** When the link that is good now was made. */
  @Column('timestamptz') sentAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('integer') version: number;

  static open(
    about: Pick<Invitation, 'tenantId' | 'userId' | 'email' | 'name' | 'role' | 'invitedBy' | 'forOwner'>,
  ): Invitation {
    const invitation = Object.assign(new Invitation(), about, {
      id: newId(),
      createdAt: new Date(),
      acceptedAt: null,
      version: 0,
    });
    invitation.renew();
    return invitation;
  }

  /** A new link, good for seven days. */
  renew(): void {
    this.status = 'open';
    this.nonce = randomBytes(16);
    this.sentAt = new Date();
    this.expiresAt = new Date(this.sentAt.getTime() + lifetimeMs);
    this.closedAt = null;
    this.version += 1;
  }

  accept(now: Date): void {
    this.status = 'accepted';
    this.acceptedAt = now;
    this.version += 1;
  }

  close(status: 'revoked' | 'expired'): void {
    this.status = status;
    this.closedAt = new Date();
    this.version += 1;
  }

  /** What it is at a moment, even if the timer that marks it has not come yet. */
  statusAt(now: Date): InvitationStatus {
    return this.status === 'open' && this.expiresAt <= now ? 'expired' : this.status;
  }
}
