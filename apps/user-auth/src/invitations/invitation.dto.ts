import { Omittable, PageQuery } from '@crm/platform';
import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
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

export interface InvitationView {
  id: string;
  userId: string;
  email: string;
  name: string;
  role: string;
  status: InvitationStatus;
  invitedBy: string;
  createdAt: Date;
  sentAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  closedAt: Date | null;
  version: number;
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
