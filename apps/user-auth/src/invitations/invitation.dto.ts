import { Omittable, PageQuery } from '@crm/platform';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsRoleName } from '../users/role-name.js';
import { type Invitation, type InvitationStatus, invitationStatuses } from './invitation.entity.js';

export class InvitationsQuery extends PageQuery {
  @IsOptional() @IsIn(invitationStatuses) status?: InvitationStatus;
}

export class InviteDto {
  @IsEmail() @MaxLength(254) email: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @IsRoleName() role: string;
}

export class InviteOwnerDto {
  @IsEmail() @MaxLength(254) email: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
}

export class AcceptInvitationDto {
  @IsString() @MinLength(1) @MaxLength(256) token: string;
  @IsString() @MinLength(12) @MaxLength(256) password: string;
  @Omittable() @IsString() @IsNotEmpty() @MaxLength(200) name?: string;
}

export class InvitationView {
  @IsUUID() id: string;
  @IsUUID() userId: string;
  @IsEmail() email: string;
  @IsString() name: string;
  @IsString() role: string;
  @IsIn(invitationStatuses) status: InvitationStatus;
  @IsString() invitedBy: string;
  @IsISO8601() createdAt: Date;
  @IsISO8601() sentAt: Date;
  @IsISO8601() expiresAt: Date;
  @IsOptional() @IsISO8601() acceptedAt: Date | null;
  @IsOptional() @IsISO8601() closedAt: Date | null;
  @IsInt() version: number;
}

export function viewOfInvitation(invitation: Invitation): InvitationView {
  const { id, userId, email, name, role, invitedBy } = invitation;
  const { createdAt, sentAt, expiresAt, acceptedAt, closedAt, version } = invitation;
  const status = invitation.statusAt(new Date());
  return {
    id,
    userId,
    email,
    name,
    role,
    status,
    invitedBy,
    createdAt,
    sentAt,
    expiresAt,
    acceptedAt,
    closedAt,
    version,
  };
}
