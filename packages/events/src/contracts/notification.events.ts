import { IsDateString, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export const bounceKinds = ['hard', 'suppressed', 'invalid-address'] as const;
export type BounceKind = (typeof bounceKinds)[number];

/** Fires when a mail to one address is given up for good; deferrals are not told. */
export class NotificationBounced {
  static readonly type = 'crm.notification.bounced.v1';
  static readonly meaning =
    'A notification could not be delivered for good (hard bounce, suppressed or invalid address).';
  static readonly subjectOf = (data: NotificationBounced): string => data.notificationId;

  @IsUUID() tenantId: string;
  @IsUUID() notificationId: string;
  /** As it was given: not an address at all when the kind is `invalid-address`. */
  @IsString() @MaxLength(320) recipient: string;
  @IsOptional() @IsUUID() userId?: string;
  @IsIn(bounceKinds) kind: BounceKind;
  /** Enhanced status code (RFC 3463) where the server gave one, such as 5.1.1. */
  @IsOptional() @IsString() @MaxLength(11) status?: string;
  /** What the server said. */
  @IsString() @MaxLength(500) diagnostic: string;
  @IsDateString() at: string;
}
