import type { BounceKind } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { IsEmail, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { type DeliveryState, deliveryStates, type MailDelivery } from './mail-delivery.entity.js';
import type { Suppression } from './suppression.entity.js';

export class MailQuery extends PageQuery {
  @Omittable() @IsIn(deliveryStates) state?: DeliveryState;
  /** A whole address, in any case. */
  @Omittable() @IsString() @MaxLength(320) recipient?: string;
}

/** The command `mail-invitation`. */
export class MailInvitationDto {
  @IsUUID() userId: string;
  @IsEmail() email: string;
  @IsString() @MaxLength(200) name: string;
  @IsString() @MaxLength(63) role: string;
}

export interface MailView {
  id: string;
  kind: 'invitation' | 'notice' | 'digest';
  recipient: string;
  userId: string | null;
  invitationId: string | null;
  noticeId: string | null;
  subject: string;
  state: DeliveryState;
  bounceKind: BounceKind | null;
  status: string | null;
  response: string | null;
  attempts: number;
  queuedAt: Date;
  triedAt: Date | null;
  nextTryAt: Date | null;
  settledAt: Date | null;
}

/** The mail's text is not shown: it is the recipient's. */
export function viewOfMail(mail: MailDelivery): MailView {
  return {
    id: mail.id,
    kind: mail.content.kind,
    recipient: mail.recipient,
    userId: mail.userId,
    invitationId: mail.invitationId,
    noticeId: mail.noticeId,
    subject: mail.subject,
    state: mail.state,
    bounceKind: mail.bounceKind,
    status: mail.status,
    response: mail.response,
    attempts: mail.attempts,
    queuedAt: mail.queuedAt,
    triedAt: mail.triedAt,
    nextTryAt: mail.nextTryAt,
    settledAt: mail.settledAt,
  };
}

export interface SuppressionView {
  address: string;
  kind: BounceKind;
  status: string | null;
  diagnostic: string;
  deliveryId: string;
  at: Date;
}

export function viewOfSuppression(suppression: Suppression): SuppressionView {
  const { address, kind, status, diagnostic, deliveryId, at } = suppression;
  return { address, kind, status, diagnostic, deliveryId, at };
}
