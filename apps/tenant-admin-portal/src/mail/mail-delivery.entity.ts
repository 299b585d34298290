import type { Reason } from '@crm/bounces';
import type { BounceKind } from '@crm/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailContent } from './mail-content.js';

export const deliveryStates = ['queued', 'sent', 'bounced', 'deferred', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One mail to one address, and what has become of it. */
@Entity()
export class MailDelivery {
  /** Also the id of the notification in `notification.bounced`, and of the mail itself (Message-ID). */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') recipient: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('uuid', { nullable: true }) invitationId: string | null;
  @Column('uuid', { nullable: true }) noticeId: string | null;
  @Column('text') subject: string;
  @Column('jsonb') content: MailContent;
  @Column('text') state: DeliveryState;
  @Column('text', { nullable: true }) bounceKind: BounceKind | null;
  /** Enhanced status code (RFC 3463), where the server gave one. */
  @Column('text', { nullable: true }) status: string | null;
  /** The server's last answer; where no server was asked, why not. */
  @Column('text', { nullable: true }) response: string | null;
  /** What the last refusal or bounce means. */
  @Column('text', { nullable: true }) reason: Reason | null;
  /** Whether it is the address's fault; null where there is no reason. */
  @Column('boolean', { nullable: true }) hard: boolean | null;
  /** When a mail that a server had taken came back, for a reason that may be gone the next time. */
  @Column('timestamptz', { nullable: true }) softBouncedAt: Date | null;
  /** Times that a mail server has answered. */
  @Column('integer') attempts: number;
  @Column('timestamptz') queuedAt: Date;
  @Column('timestamptz', { nullable: true }) triedAt: Date | null;
  @Column('timestamptz', { nullable: true }) nextTryAt: Date | null;
  /** When nothing more was to be tried. */
  @Column('timestamptz', { nullable: true }) settledAt: Date | null;

  get settled(): boolean {
    return this.state !== 'queued' && this.state !== 'deferred';
  }
}
