import type { TenantUser } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsRoleName } from './role-name.js';
import { type User, type UserStatus, userStatuses } from './user.entity.js';

export class UsersQuery extends PageQuery {
  @IsOptional() @IsIn(userStatuses) status?: UserStatus;
  @IsOptional() @IsRoleName() role?: string;
  @IsOptional() @IsEmail() email?: string;
}

export class ChangeRoleDto {
  @IsRoleName() role: string;
}

export class DeactivateDto {
  @Omittable() @IsString() @MaxLength(500) reason?: string;
}

export interface UserView {
  id: string;
  tenantId: string;
  email: string;
  name: string;
  role: string;
  status: UserStatus;
  createdAt: Date;
  activatedAt: Date | null;
  deactivatedAt: Date | null;
  deactivationReason: string | null;
  version: number;
}

export function viewOfUser(user: User): UserView {
  const {
    id,
    tenantId,
    email,
    name,
    role,
    status,
    createdAt,
    activatedAt,
    deactivatedAt,
    deactivationReason,
    version,
  } = user;
  return {
    id,
    tenantId,
    email,
    name,
    role,
    status,
    createdAt,
    activatedAt,
    deactivatedAt,
    deactivationReason,
    version,
  };
}

/** Who is signed in: a user with the tenant, or an operator without one. */
export interface MeView {
  kind: 'user' | 'operator';
  id: string;
  email: string;
  name: string;
  tenantId: string | null;
  role: string | null;
}

export function tenantUserOf({ id, email, name, role, status }: User): TenantUser[] {
  return status === 'lapsed' || status === 'erased' ? [] : [{ userId: id, email, name, role, status }];
}
