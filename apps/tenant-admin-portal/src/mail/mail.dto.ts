import type { Reason } from '@crm/bounces';
import type { BounceKind } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { IsEmail, IsIn, IsNotEmpty, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { fateOfAddress, fateOfMail } from './fate-in-words.js';
import { type DeliveryState, deliveryStates, type MailDelivery } from './mail-delivery.entity.js';
import type { Suppression, SuppressionKind } from './suppression.entity.js';

export class MailQuery extends PageQuery {
  @Omittable() @IsIn(deliveryStates) state?: DeliveryState;
  /** A whole address, in any case. */
  @Omittable() @IsString() @MaxLength(320) recipient?: string;
}

export class SuppressDto {
  @IsEmail() @MaxLength(254) address: string;
  /** Why, for whoever finds it on the list. */
  @Omittable() @IsString() @IsNotEmpty() @MaxLength(500) note?: string;
}

export class BounceMailQuery {
  /** The address that the mail came to. Without it, it must stand in the mail's own fields. */
  @Omittable()
  @IsString()
  @Matches(/^<?bounces\+[^@\s]+@[^@\s]+>?$/i, { message: '$property must be an address bounces+…@…' })
  recipient?: string;
}

export interface ReceivedView {
  /** Bounces that were news. */
  recorded: number;
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
  /** What the last refusal or bounce means; also of a mail that was sent and came back for a reason that may pass. */
  reason: Reason | null;
  /** It is the address's fault; null where there is no reason. */
  hard: boolean | null;
  /** The same for people; null where all is well. */
  explanation: string | null;
  nextStep: string | null;
  softBouncedAt: Date | null;
  attempts: number;
  queuedAt: Date;
  triedAt: Date | null;
  nextTryAt: Date | null;
  settledAt: Date | null;
}

/** The mail's text is not shown: it is the recipient's. */
export function viewOfMail(mail: MailDelivery): MailView {
  const fate = fateOfMail(mail);
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
    reason: mail.reason,
    hard: mail.hard,
    explanation: fate?.explanation ?? null,
    nextStep: fate?.nextStep ?? null,
    softBouncedAt: mail.softBouncedAt,
    attempts: mail.attempts,
    queuedAt: mail.queuedAt,
    triedAt: mail.triedAt,
    nextTryAt: mail.nextTryAt,
    settledAt: mail.settledAt,
  };
}

export interface SuppressionView {
  address: string;
  kind: SuppressionKind;
  reason: Reason | null;
  /** The address itself is wrong. */
  hard: boolean;
  explanation: string;
  nextStep: string;
  status: string | null;
  diagnostic: string;
  deliveryId: string | null;
  at: Date;
  /** Null: until it is taken off the list. */
  until: Date | null;
}

export function viewOfSuppression(suppression: Suppression): SuppressionView {
  const { address, kind, reason, status, diagnostic, deliveryId, at, until } = suppression;
  const hard = kind === 'hard' || kind === 'invalid-address';
  return { address, kind, reason, hard, ...fateOfAddress(suppression), status, diagnostic, deliveryId, at, until };
}
