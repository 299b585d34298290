import { type TenantPlan, tenantPlans } from '@crm/events';
import { Ids, Omittable, PageQuery } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { Tenant } from './tenant.entity.js';
import type { TenantChange } from './tenant-change.entity.js';
import { IsIanaTimeZone } from './time-zone.js';
import { type TenantStatus, tenantStatuses } from './transitions.js';

const notBlank = { message: '$property must not be blank' };

export class OwnerDto {
  @IsEmail() @MaxLength(254) email: string;
  @IsString() @MaxLength(200) @Matches(/\S/, notBlank) name: string;
}

export class CreateTenantDto {
  @IsString() @MaxLength(200) @Matches(/\S/, notBlank) name: string;

  /** Part of addresses: lower-case letters, digits and inner hyphens. */
  @Length(3, 63)
  @Matches(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, {
    message: 'slug must consist of lower-case letters, digits and inner hyphens',
  })
  slug: string;

  @IsIn(tenantPlans) plan: TenantPlan;
  @IsDefined() @IsObject() @ValidateNested() @Type(() => OwnerDto) owner: OwnerDto;
  @IsString() @MaxLength(64) @IsIanaTimeZone() timeZone: string;
}

export class EditTenantDto {
  @Omittable() @IsString() @MaxLength(200) @Matches(/\S/, notBlank) name?: string;
  @Omittable() @IsString() @MaxLength(64) @IsIanaTimeZone() timeZone?: string;
  /** Changed by operators only. */
  @Omittable() @IsIn(tenantPlans) plan?: TenantPlan;
}

export class ReasonDto {
  /** Why, as the tenant and the record will read it. */
  @IsString() @MaxLength(500) @Matches(/\S/, notBlank) reason: string;
}

export class TenantsQuery extends PageQuery {
  /** These alone. */
  @Omittable() @Ids(200) id?: string[];
  @IsOptional() @IsIn(tenantStatuses) status?: TenantStatus;
  @IsOptional() @IsIn(tenantPlans) plan?: TenantPlan;

  /** Part of the name or slug, in any case. */
  @IsOptional() @IsString() @MaxLength(100) search?: string;
}

export interface TenantView {
  id: string;
  slug: string;
  name: string;
  plan: TenantPlan;
  owner: OwnerDto;
  timeZone: string;
  status: TenantStatus;
  statusReason: string | null;
  /** Rises with every change of the status. */
  revision: number;
  createdAt: Date;
  suspendedAt: Date | null;
  deactivatedAt: Date | null;
  version: number;
}

export function viewOfTenant(tenant: Tenant): TenantView {
  return {
    id: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    plan: tenant.plan,
    owner: tenant.owner,
    timeZone: tenant.timeZone,
    status: tenant.status,
    statusReason: tenant.statusReason,
    revision: tenant.revision,
    createdAt: tenant.createdAt,
    suspendedAt: tenant.suspendedAt,
    deactivatedAt: tenant.deactivatedAt,
    version: tenant.version,
  };
}

export interface TenantChangeView {
  id: string;
  revision: number;
  from: TenantStatus;
  to: TenantStatus;
  reason: string;
  /** `user:<id>`, `operator:<id>` or `anonymous`. */
  actor: string;
  at: Date;
}

export function viewOfChange({
  id,
  revision,
  fromStatus,
  toStatus,
  reason,
  actor,
  at,
}: TenantChange): TenantChangeView {
  return { id, revision, from: fromStatus, to: toStatus, reason, actor, at };
}
